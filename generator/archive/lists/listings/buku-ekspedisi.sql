-- title: Buku Ekspedisi
-- group: buku
-- signer: Petugas Ekspedisi
-- column: No | 1.1 | center
-- column: Tanggal kirim | 1.95 | center
-- column: Nomor surat | 4.6
-- column: Tanggal surat | 1.95 | center
-- column: Tujuan | *
-- column: Isi ringkas | *
-- column: Pengantar | 2.6
-- column: Nama penerima | 3.2
-- column: Tanggal terima | 1.95 | center
-- column: Keterangan | 3.0
-- Every letter that left the house or whose slip was made, by the day of sending. What was entered later
-- completes what is known of a delivery.
WITH told AS (
    SELECT number, slip, sent, received, receiver, carrier, case_number || '/' || item AS proof,
        case_number, item
    FROM deliveries
), known AS (
    SELECT
        number,
        (SELECT sent FROM told t WHERE t.number = n.number ORDER BY item DESC LIMIT 1) AS sent,
        (SELECT received FROM told t WHERE t.number = n.number AND received IS NOT NULL
            ORDER BY item DESC LIMIT 1) AS received,
        (SELECT receiver FROM told t WHERE t.number = n.number AND receiver != ''
            ORDER BY item DESC LIMIT 1) AS receiver,
        (SELECT carrier FROM told t WHERE t.number = n.number AND carrier != ''
            ORDER BY item DESC LIMIT 1) AS carrier,
        (SELECT proof FROM told t WHERE t.number = n.number AND slip > 0
            ORDER BY item DESC LIMIT 1) AS proof,
        1 AS is_delivered
    FROM (SELECT DISTINCT number FROM told) n
    UNION ALL
    -- Beside max() the other columns are those of its row.
    SELECT number, max(made), NULL, NULL, carrier, NULL, 0
    FROM slips WHERE number NOT IN (SELECT number FROM told)
    GROUP BY number
)
SELECT
    row_number() OVER (ORDER BY k.sent, i.year, i.sequence, k.number) AS "No",
    strftime('%d-%m-%Y', substr(k.sent, 1, 10)) AS "Tanggal kirim",
    k.number AS "Nomor surat",
    coalesce(strftime('%d-%m-%Y', substr(i.date, 1, 10)), '') AS "Tanggal surat",
    coalesce(i.party, '') AS "Tujuan",
    coalesce(i.subject, '') AS "Isi ringkas",
    coalesce(k.carrier, '') AS "Pengantar",
    CASE WHEN i.is_secret AND k.receiver != '' THEN '(rahasia)' ELSE coalesce(k.receiver, '') END
        AS "Nama penerima",
    coalesce(strftime('%d-%m-%Y', substr(k.received, 1, 10)), '') AS "Tanggal terima",
    trim(
        CASE
            WHEN NOT k.is_delivered THEN 'tanda terima belum kembali'
            WHEN k.proof IS NOT NULL THEN 'tanda terima ' || k.proof
            ELSE ''
        END || CASE WHEN coalesce(p.shelf, '') = '' THEN '' ELSE '; ' || p.shelf END, '; ')
        AS "Keterangan"
FROM known k
LEFT JOIN shown_items i ON i.number = k.number AND i.kind IN ('surat', 'surat-luar') AND i.is_replaced = 0
LEFT JOIN kept p ON p.case_number = i.case_number
WHERE CAST(substr(k.sent, 1, 4) AS INTEGER) = :year
    AND (:month IS NULL OR CAST(substr(k.sent, 6, 2) AS INTEGER) = :month)
ORDER BY 1
