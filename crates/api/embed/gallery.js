// Buttons that copy. Without this script one marks the text and copies it oneself.
const said = document.getElementById("copied");

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const snippet = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(snippet.textContent);
      said.textContent = "Copied.";
    } catch {
      // The browser does not let us: the text is marked, and the keyboard copies it.
      getSelection().selectAllChildren(snippet);
      said.textContent = "Marked. Press Ctrl and C to copy.";
    }
  });
}
