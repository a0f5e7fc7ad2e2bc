// Comfort only: every page works without this file.
"use strict";

const later = (work, wait) => {
  let timer = 0;
  return (...args) => { clearTimeout(timer); timer = setTimeout(() => work(...args), wait); };
};

// Parts that change by themselves are fetched again, unless somebody is at work in them.
for (const part of document.querySelectorAll("[data-langsung]")) {
  const isFilledIn = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  const isBusy = () => document.hidden
    || [...part.querySelectorAll("input")].some(isFilledIn)
    || (part.contains(document.activeElement) && document.activeElement !== document.body)
    || String(document.getSelection()).length > 0;
  const refresh = async () => {
    if (isBusy()) return;
    try {
      const answer = await fetch(part.dataset.langsung, { redirect: "error" });
      if (answer.status === 401) { location.reload(); return; }
      if (!answer.ok || isBusy()) return;
      const closed = new Set([...part.querySelectorAll("details:not([open]) > summary")].map((one) => one.textContent));
      const opened = new Set([...part.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
      part.innerHTML = await answer.text();
      for (const one of part.querySelectorAll("details")) {
        const name = one.querySelector("summary").textContent;
        if (closed.has(name)) one.open = false;
        if (opened.has(name)) one.open = true;
      }
    } catch {
      // The service is being restarted; the next time round.
    }
  };
  setInterval(refresh, Number(part.dataset.detik) * 1000);
  document.addEventListener("visibilitychange", refresh);
}

// Results while somebody types; an older answer never replaces a newer one.
for (const form of document.querySelectorAll("[data-cari]")) {
  const results = document.getElementById("hasil");
  let asked = 0;
  const search = later(async () => {
    const mine = ++asked;
    const words = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(`${form.dataset.cari}?${words}`, { redirect: "error" });
      if (!answer.ok || mine !== asked) return;
      results.innerHTML = await answer.text();
      history.replaceState(null, "", `${form.getAttribute("action")}?${words}`);
    } catch {
      // Enter still searches.
    }
  }, 200);
  form.addEventListener("input", search);
}

// Files may be dropped on the whole field.
for (const zone of document.querySelectorAll("[data-seret]")) {
  const field = zone.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("di-atas"); });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.remove("di-atas"); });
  }
  zone.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}

// A form that is being filled in is kept every few seconds, and gets rows without a round trip.
for (const form of document.querySelectorAll("[data-draf]")) {
  const said = form.querySelector("[data-tersimpan]");
  let isLeaving = false;
  // A second click sends nothing again; a page that the browser shows again is free once more.
  form.addEventListener("submit", (event) => { if (isLeaving) event.preventDefault(); isLeaving = true; });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  const keep = later(async () => {
    if (isLeaving) return;
    const body = new FormData(form);
    body.set("aksi", "simpan");
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      const isRefused = answer.status === 401 || answer.status === 403;
      said.textContent = answer.type === "opaqueredirect" ? "Draf tersimpan."
        : answer.status === 409 ? "Draf belum tersimpan: diubah di tab lain. Tekan Simpan draf untuk memilih."
        : isRefused ? "Draf belum tersimpan: sesi berakhir. Tekan Simpan draf; jawaban Anda tidak hilang."
        : "Draf belum tersimpan.";
    } catch {
      said.textContent = "Draf belum tersimpan: layanan tidak menjawab.";
    }
  }, 2500);
  form.addEventListener("input", keep);
  for (const button of form.querySelectorAll("[data-tambah]")) {
    button.addEventListener("click", (event) => {
      const body = button.closest("[data-baris]").querySelector("tbody");
      const row = body.lastElementChild.cloneNode(true);
      const number = body.children.length + 1;
      row.querySelector("th").textContent = String(number);
      for (const message of row.querySelectorAll("p")) message.remove();
      for (const field of row.querySelectorAll("input, select")) {
        field.name = field.name.replace(/\[\d+\]/, `[${number}]`);
        field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, String(number)));
        field.removeAttribute("aria-invalid");
        field.removeAttribute("aria-describedby");
        field.value = "";
      }
      for (const cell of row.querySelectorAll(".keliru")) cell.classList.remove("keliru");
      body.append(row);
      row.querySelector("input, select").focus();
      event.preventDefault();
    });
  }
}

// What has to be mended is read first.
document.getElementById("ringkasan-masalah")?.focus();
