// A classic script, in the oldest dialect: it must run in the browsers that cannot run the rest.
(function () {
  var root = document.documentElement;
  var able = window.CSS && CSS.supports && CSS.supports('color', 'oklch(0 0 0)');
  if (!able) {
    document.addEventListener('DOMContentLoaded', function () {
      var app = document.getElementById('app');
      var notice = document.getElementById('old-browser');
      if (app) app.parentNode.removeChild(app);
      if (notice) { notice.removeAttribute('hidden'); notice.style.cssText = 'font:18px/1.6 sans-serif;max-width:30em;margin:10% auto;padding:0 1em'; }
    });
    return;
  }
  // Size and theme are set before the first paint, so that nothing jumps.
  try {
    if (localStorage.getItem('elder-mode') === 'on') root.classList.add('elder');
    var theme = localStorage.getItem('theme');
    var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.classList.add(dark ? 'dark' : 'light');
  } catch (storageIsClosed) { root.classList.add('light'); }
})();
