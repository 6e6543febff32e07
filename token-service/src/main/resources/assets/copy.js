// The copy button needs a script; without one it is not there, and the value can be selected.
document.querySelectorAll('button[data-copies]').forEach(button => {
  const value = document.getElementById(button.dataset.copies);
  const said = document.getElementById('copied');
  button.hidden = false;
  button.addEventListener('click', () => navigator.clipboard.writeText(value.textContent).then(
    () => { said.textContent = 'Copied.'; },
    () => { getSelection().selectAllChildren(value); said.textContent = 'Selected. Copy it with the keyboard.'; }));
});
