/* Without a signal: shows the pages a visitor asked to keep (offline.js) with the day they are of, for any other the one
   that says what is kept. Keeps nothing by itself but newer copies of those. */
(function () {
  "use strict";
  var NAME = "kept", FALLBACK = "/offline/", FILES = /\/static\/[\w\/.-]+/g;
  var PATIENCE = 6000; // milliseconds: with little signal an older page is better than none

  // One list and one language are kept: the path says which page it is without them.
  function key(url) {
    return new URL(url).pathname.replace(/^\/..\//, "/");
  }
  function all(list, act) {
    return Promise.all(list.map(act));
  }
  function load(urls) {
    return all(urls, function (url) {
      return fetch(url, { cache: "no-cache" }).then(function (answer) {
        if (answer.ok || answer.status === 404) return answer;
        throw answer;
      });
    });
  }
  function text(page) {
    return page.clone().text();
  }
  // Pages with the files they name.
  function whole(pages) {
    return all(pages, text).then(function (texts) {
      return load(texts.join().match(FILES).filter(function (name, at, names) { return names.indexOf(name) === at; }));
    }).then(function (files) { return pages.concat(files); });
  }
  function put(answers) {
    return caches.open(NAME).then(function (cache) {
      return all(answers, function (one) { return one.ok && cache.put(key(one.url), one); });
    });
  }
  function dated(page) {
    return caches.match(FALLBACK).then(function (fallback) {
      page = page || fallback;
      return all([page, fallback], text);
    }).then(function (texts) {
      var language = /lang="(.*?)"/.exec(texts[0])[1], words = /data-note="(.*?)"/.exec(texts[1])[1];
      var day = new Date(page.headers.get("Date")).toLocaleString(language, { dateStyle: "full", timeStyle: "short" });
      return new Response(texts[0].replace(/<main.*?>/, function (main) {
        return main + '<p class="note">' + words.replace("DAY", day) + "</p>";
      }), { headers: page.headers });
    });
  }
  function show(event, page) {
    var asked = fetch(event.request), kept = page && page.url === event.request.url;
    if (kept) event.waitUntil(asked.then(function (fresh) {
      return fresh.ok && whole([fresh.clone()]).then(put);
    }).catch(String));
    return Promise.race([asked, new Promise(function (_, late) { if (kept) setTimeout(late, PATIENCE); })])
      .then(function (fresh) { return kept && fresh.status > 499 ? dated(page) : fresh; }, dated.bind(0, page));
  }

  addEventListener("message", function (event) {
    function tell(done) {
      event.source.postMessage(done);
    }
    event.waitUntil(load(event.data).then(whole).then(function (answers) {
      return caches.delete(NAME).then(put.bind(0, answers));
    }).then(tell.bind(0, true), tell.bind(0, false)));
  });
  addEventListener("fetch", function (event) {
    var request = event.request;
    if (request.method === "GET") event.respondWith(caches.match(key(request.url)).then(function (copy) {
      return request.mode === "navigate" ? show(event, copy) : fetch(request).catch(function () { return copy; });
    }));
  });
})();
