// Comfort only: every page works without this file.
"use strict";

// Parts that change by themselves are fetched again, unless somebody is at work in them.
for (const part of document.querySelectorAll("[data-langsung]")) {
  const isBusy = () => document.hidden
    || (part.contains(document.activeElement) && document.activeElement !== document.body)
    || String(document.getSelection()).length > 0;
  const refresh = async () => {
    if (isBusy()) return;
    try {
      const answer = await fetch(part.dataset.langsung, { redirect: "error" });
      if (answer.ok && !isBusy()) part.innerHTML = await answer.text();
    } catch {
      // The service is being restarted; the next time round.
    }
  };
  setInterval(refresh, Number(part.dataset.detik) * 1000);
  document.addEventListener("visibilitychange", refresh);
}
