// The little the browser must do itself. No framework, no state: everything else is rendered by the server.

// Theme: the server reads the cookie when it renders the page, so nothing flashes.
function switchTheme() {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = shown === "dark" ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

function isTyping(element) {
  return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

document.addEventListener("click", event => {
  if (event.target.closest("[data-switch-theme]")) switchTheme();
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-reload]")) location.reload();
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    navigator.clipboard?.writeText(copy.dataset.copy).then(() => {
      copy.dataset.copied = "true";
      setTimeout(() => delete copy.dataset.copied, 2000);
    });
  }
  // The router takes clicks on links, and a link to a place on the same page would not move the focus.
  const skip = event.target.closest("a.skip-link");
  if (skip) {
    event.preventDefault();
    document.getElementById("content")?.focus();
  }
}, true);

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    const search = document.getElementById("search");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "?") {
    window.Blazor?.navigateTo ? Blazor.navigateTo("/help/keys") : location.assign("/help/keys");
  }
});

// A rejected connection means the server no longer holds this page's state. Waiting longer would be a lie: load it anew.
const reconnect = document.getElementById("components-reconnect-modal");
if (reconnect) {
  new MutationObserver(() => {
    if (reconnect.classList.contains("components-reconnect-rejected")) location.reload();
  }).observe(reconnect, { attributes: true, attributeFilter: ["class"] });
}
