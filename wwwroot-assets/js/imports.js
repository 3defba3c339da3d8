// Sends a file as it is, so that a long one is never held in memory, and tells the page how far it is.

export function send(picker, maximum, page) {
  const file = picker.files[0];
  const nothing = { cancel: () => {} }; // null cannot be referred to from the page
  if (!file) {
    page.invokeMethodAsync("NothingChosen");
    return nothing;
  }
  if (file.size > maximum) {
    page.invokeMethodAsync("TooLong", file.size);
    return nothing;
  }
  const request = new XMLHttpRequest();
  let told = 0;
  request.upload.addEventListener("progress", event => {
    const now = performance.now();
    if (now - told < 200) return;
    told = now;
    page.invokeMethodAsync("Sent", event.loaded, event.total);
  });
  request.addEventListener("load", () => page.invokeMethodAsync("Answered", request.status, request.responseText));
  request.addEventListener("error", () => page.invokeMethodAsync("Answered", 0, ""));
  request.open("POST", `/imports/files?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("RequestVerificationToken", document.querySelector("input[name=__RequestVerificationToken]").value);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
  return { cancel: () => request.abort() };
}

// As bytes, which reach the page in parts however long the text is.
export function textOf(area) {
  return new TextEncoder().encode(area.value);
}

// A file dropped onto the form is chosen as if by its button.
export function acceptDrops(form, picker) {
  form.addEventListener("dragover", event => event.preventDefault());
  form.addEventListener("drop", event => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) {
      picker.files = event.dataTransfer.files;
      picker.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
