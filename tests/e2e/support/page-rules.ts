import { expect, type Page } from "@playwright/test";

const scriptLimitKiB = 250;

/** The page never scrolls sideways; what is wide scrolls inside itself. */
export async function expectFits(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content, "the page scrolls sideways").toBeLessThanOrEqual(window);
}

/** All scripts that the page has fetched so far, as they came: compressed. */
export async function expectLight(page: Page): Promise<void> {
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry): entry is PerformanceResourceTiming => new URL(entry.name).pathname.endsWith(".js"))
      .map(({ encodedBodySize, decodedBodySize }) => ({ encodedBodySize, decodedBodySize })),
  );
  expect(sizes.length, "no script was seen").toBeGreaterThan(3);
  const sumOf = (name: "encodedBodySize" | "decodedBodySize") =>
    Math.round(sizes.reduce((sum, size) => sum + size[name], 0) / 1024);
  const kib = sumOf("encodedBodySize");
  expect(kib, "the scripts came uncompressed").toBeLessThan(sumOf("decodedBodySize") / 2);
  expect(kib, "KiB of script, compressed").toBeLessThanOrEqual(scriptLimitKiB);
}
