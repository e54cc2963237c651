// Lighthouse's phone profile on pages of a server here: asked on standard input, answered on standard output.
// Asked: { chromium, flags, pages: { name: address } }. Answered: { name: { scores, failing } }.
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const { chromium, flags, pages } = JSON.parse(readFileSync(0, "utf8"));

// What keeps a category below 100, in Lighthouse's own words, with the pieces of the page it means.
function failing(category, audits) {
  return category.auditRefs
    .filter((one) => one.weight > 0 && audits[one.id].score !== null && audits[one.id].score < 1)
    .map((one) => {
      const { title, details, displayValue, errorMessage } = audits[one.id];
      const pieces = (details?.items ?? []).slice(0, 5).map((item) => item.node?.snippet ?? JSON.stringify(item));
      return [one.id, title, displayValue, errorMessage, ...pieces].filter(Boolean).join(" | ");
    });
}

const chrome = await launch({ chromePath: chromium, chromeFlags: ["--headless", ...flags] });
const found = {};
try {
  for (const [name, address] of Object.entries(pages)) {
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      onlyCategories: CATEGORIES,
      formFactor: "mobile",
      disableFullPageScreenshot: true,
      logLevel: "error",
    });
    const categories = Object.values(lhr.categories);
    found[name] = {
      scores: Object.fromEntries(categories.map((one) => [one.id, Math.round(one.score * 100)])),
      failing: Object.fromEntries(categories.map((one) => [one.id, failing(one, lhr.audits)])),
      error: lhr.runtimeError?.message ?? "",
    };
  }
} finally {
  chrome.kill();
}
process.stdout.write(JSON.stringify(found));
