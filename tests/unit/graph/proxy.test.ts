import { expect, it } from "vitest";
import { findProxy } from "@/lib/graph/proxy";

const graph = "https://graph.microsoft.com/v1.0";

it.each<[why: string, url: string, environment: Record<string, string>, proxy: string | null]>([
  ["none is set", graph, {}, null],
  ["an empty one is none", graph, { HTTPS_PROXY: "" }, null],
  ["one for https", graph, { HTTPS_PROXY: "http://proxy:8080" }, "proxy:8080"],
  ["its password is not told", graph, { HTTPS_PROXY: "http://me:secret@proxy:8080" }, "proxy:8080"],
  ["lower case first", graph, { HTTPS_PROXY: "http://upper:1", https_proxy: "http://lower:1" }, "lower:1"],
  ["the one for http serves https too", graph, { HTTP_PROXY: "http://proxy:8080" }, "proxy:8080"],
  ["the one for https serves https only", "http://graph.test", { HTTPS_PROXY: "http://proxy:8080" }, null],
  ["loopback never", "https://127.0.0.1:8443", { HTTPS_PROXY: "http://proxy:8080" }, null],
  ["an exempt name", graph, { HTTPS_PROXY: "http://proxy:1", NO_PROXY: "a.test, graph.microsoft.com" }, null],
  ["an exempt domain", graph, { HTTPS_PROXY: "http://proxy:1", NO_PROXY: ".microsoft.com" }, null],
  ["all exempt", graph, { HTTPS_PROXY: "http://proxy:1", NO_PROXY: "*" }, null],
  ["exempt at another port", graph, { HTTPS_PROXY: "http://proxy:1", NO_PROXY: "microsoft.com:8443" }, "proxy:1"],
  ["a name that only ends alike", graph, { HTTPS_PROXY: "http://proxy:1", NO_PROXY: "soft.com" }, "proxy:1"],
])("%s", (_, url, environment, proxy) => {
  expect(findProxy(new URL(url), environment)).toBe(proxy);
});
