// Everything works without this. With it: copy buttons, a filter for scopes, and which scopes come with those that are chosen.
const said = document.getElementById('copied');

document.querySelectorAll('button[data-copies]').forEach(button => {
  const value = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener('click', () => navigator.clipboard.writeText(value.textContent).then(
    () => { said.textContent = 'Copied.'; button.dataset.done = ''; setTimeout(() => delete button.dataset.done, 2000); },
    () => { said.textContent = 'Selected. Copy it with the keyboard.'; getSelection().selectAllChildren(value); }));
});

// A browser may keep a page that was left, to show it again: not one with a secret.
addEventListener('pagehide', () => {
  document.querySelectorAll('#secret, #curl').forEach(shown => { shown.textContent = ''; });
  document.querySelectorAll('input[name=secret]').forEach(field => { field.value = ''; });
});

// Signed out meanwhile: the page itself is led to sign in.
document.addEventListener('htmx:sendError', event => { if (event.target.id !== 'live') location.reload(); });

// What renews itself does so while somebody can see it.
document.addEventListener('htmx:beforeRequest', event => { if (event.target.id === 'live' && document.hidden) event.preventDefault(); });
document.addEventListener('visibilitychange', () => {
  const live = document.getElementById('live');
  if (live && !document.hidden) htmx.trigger(live, 'seen');
});

const filter = document.querySelector('[data-filter]');
if (filter) {
  const scopes = [...document.querySelectorAll('[data-scope]')];
  filter.hidden = scopes.length < 8;
  filter.addEventListener('input', event => {
    const words = event.target.value.trim().toLowerCase().split(/\s+/);
    scopes.forEach(scope => { scope.hidden = !words.every(word => scope.textContent.toLowerCase().includes(word)); });
  });
  filter.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault(); });

  const byName = new Map(scopes.map(scope => [scope.dataset.scope, scope]));
  const implied = () => {
    const reached = new Set();
    const reach = scope => (scope.dataset.implies || '').split(' ').filter(name => name && !reached.has(name))
      .forEach(name => { reached.add(name); if (byName.has(name)) reach(byName.get(name)); });
    scopes.filter(scope => scope.querySelector('input').checked).forEach(reach);
    scopes.forEach(scope => scope.toggleAttribute('data-included', reached.has(scope.dataset.scope) && !scope.querySelector('input').checked));
  };
  document.addEventListener('change', implied);
  implied();
}
