/* The finder without loading anew: a changed filter and the links that take one away or turn a page fetch what a
   plain form or link opens; one entry in the history each. What fails or is slow is opened plainly. In a narrow
   window the filters stand in a drawer, a <dialog> within their form. */
(function () {
  "use strict";
  var SLOW = 10000, panel = get("[data-panel]"), here = present(), asked, slow;
  if (!panel || !window.AbortController) return;
  var show = get("[data-show]"), said = get("[data-said]"), details = panel.parentNode, head = panel.firstElementChild;
  var drawer = get(".drawer"), opener = document.createElement("button"), title = document.createElement("h2");
  var form = show.form, summary = details.firstElementChild;
  var wide = matchMedia("(min-width: 60em)");

  function get(selector, page) {
    return (page || document).querySelector(selector);
  }
  function present() {
    return location.pathname + location.search;
  }
  // Notes where the focus is, for who comes back.
  function mark(one) {
    var box = one.type === "checkbox" ? '"][value="' + one.value : "";
    var found = one.href ? 'a[href="' + one.getAttribute("href") : '[name="' + one.name + box;
    history.replaceState(found + '"]', "");
  }
  function focus(one) {
    if (!one || !one.getClientRects().length) one = opener.hidden ? summary : opener;
    one.focus({ preventScroll: true });
  }
  function results() {
    var heading = get(".found h2") || get("h1");
    heading.tabIndex = -1;
    heading.scrollIntoView();
    focus(heading);
  }
  function address() {
    var path = show.getAttribute("formaction"), query = [];
    new FormData(form).forEach(function (value, name) {
      if (value && !(path && name === "near")) query.push(name + "=" + encodeURIComponent(value));
    });
    return (path || form.getAttribute("action")) + (query[0] ? "?" + query.join("&") : "");
  }

  // Controls stay the same elements, so that no reader loses its place.
  function key(one) {
    var inside = one.matches("label, details") && get("input, legend", one);
    return one.tagName + one.getAttribute("value") + (inside && (inside.value || inside.textContent));
  }
  function renew(old, fresh) {
    var olds = Array.from(old.children), keys = olds.map(key), at = 0;
    if (!olds[0] && old.textContent !== fresh.textContent) old.textContent = fresh.textContent;
    old.checked = fresh.defaultChecked;
    old.selected = fresh.defaultSelected;
    Array.from(fresh.children).forEach(function (one) {
      var to = keys.indexOf(key(one), at);
      if (to < 0) return old.insertBefore(one, olds[at] || null);
      while (at < to) olds[at++].remove();
      renew(olds[at++], one);
    });
    while (olds[at]) olds[at++].remove();
  }
  function dress(page) {
    show.textContent = get("[data-show]", page).getAttribute("data-show");
    opener.innerHTML = summary.innerHTML;
    title.textContent = summary.textContent;
  }
  function place(text) {
    var page = new DOMParser().parseFromString(text, "text/html"), none = get("[data-none]", page);
    renew(get(".options"), get(".options", page));
    [".head", "summary span", "a[rel=alternate]", ".found"].forEach(function (part) {
      if (get(part)) get(part).replaceWith(get(part, page));
    });
    dress(page);
    document.title = page.title;
    said.textContent = get("h1").textContent + (none ? ". " + none.textContent : "");
  }

  function stop() {
    clearTimeout(slow);
    if (asked) asked.abort();
    asked = null;
    get(".found").removeAttribute("aria-busy");
  }
  function ask(url, cache, then) {
    function plain() {
      if (mine === asked) location.assign(url);
    }
    stop();
    var mine = asked = new AbortController();
    said.textContent = "";
    get(".found").setAttribute("aria-busy", "true");
    slow = setTimeout(plain, SLOW);
    fetch(url, { cache: cache, signal: mine.signal }).then(function (answer) {
      if (answer.ok && !answer.redirected) return answer.text();
      throw answer;
    }).then(function (text) {
      if (mine !== asked) return;
      place(text);
      here = url;
      then();
      stop();
    }).catch(plain);
  }
  function go(url, from, then) {
    if (url === here) return stop();
    ask(url, "default", function () {
      mark(from);
      history.pushState(history.state, "", url);
      then();
    });
  }

  function arrange() {
    var drawn = !wide.matches && !!drawer.showModal;
    if (drawer.open) drawer.close();
    (drawn ? drawer : details).appendChild(panel);
    details.hidden = drawn;
    details.open = wide.matches;
    opener.hidden = head.hidden = get("[data-close]").hidden = !drawn;
  }
  opener.type = "button";
  opener.className = "opener";
  opener.setAttribute("aria-haspopup", "dialog");
  title.id = "filters";
  drawer.setAttribute("aria-labelledby", "filters");
  title.tabIndex = -1;
  details.before(opener);
  head.appendChild(title);
  head.appendChild(get("[data-leave]").cloneNode(true));
  wide.addListener(arrange);
  arrange();
  dress();

  opener.onclick = function () {
    drawer.appendChild(said);
    drawer.showModal();
    title.focus();
  };
  drawer.onclose = function () {
    form.appendChild(said);
  };
  show.onclick = function () {
    if (drawer.open) drawer.close();
    else results();
    return false;
  };
  panel.onchange = function (event) {
    var one = event.target;
    go(address(), one, function () {
      if (!one.isConnected) focus();
    });
  };
  document.onclick = function (event) {
    var link = event.target.closest("a, [data-close]"), list = link && link.closest("[data-go]"), number;
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!link.href) return drawer.close();
    if (!list) return mark(link);
    number = Array.from(list.children).indexOf(link.parentNode) + 1;
    go(link.getAttribute("href"), link, function () {
      if (number) focus(get("ul[data-go] li:nth-child(" + number + ") a"));
      else results();
    });
    return false;
  };
  addEventListener("popstate", function (event) {
    stop();
    if (present() !== here) ask(present(), "force-cache", function () {
      if (event.state) focus(get(event.state));
    });
  });
  addEventListener("pagehide", stop);
  if (history.state) focus(get(history.state));
})();
