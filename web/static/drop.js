// Lets a file be dropped on a form that has a file field; without it the field does all that is needed.
"use strict";
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  const mark = (is) => form.classList.toggle("is-over", is);
  for (const hint of form.querySelectorAll(".drop-hint")) hint.hidden = false;
  for (const name of ["dragenter", "dragover"])
    form.addEventListener(name, (event) => { event.preventDefault(); mark(true); });
  form.addEventListener("dragleave", () => mark(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length === 1) field.files = event.dataTransfer.files;
    field.focus();
  });
}
