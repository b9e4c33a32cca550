import { expect, it } from "vitest";
import { type CloudName, cloudEndpoints } from "@/lib/graph/clouds";

const none = { loginUrl: null, graphUrl: null };
const test = { loginUrl: "http://127.0.0.1:1", graphUrl: "http://127.0.0.1:2" };

it("lets a test server stand in for the Global cloud, endpoint by endpoint", () => {
  expect(cloudEndpoints("global", test)).toEqual(test);
  expect(cloudEndpoints("global", { ...test, loginUrl: null })).toEqual({
    loginUrl: "https://login.microsoftonline.com",
    graphUrl: test.graphUrl,
  });
});

it.each<CloudName>(["us-gov-l4", "us-gov-l5", "china"])("never lets one stand in for %s", (cloud) => {
  expect(cloudEndpoints(cloud, test)).toEqual(cloudEndpoints(cloud, none));
  expect(Object.values(cloudEndpoints(cloud, none))).toSatisfy((urls: string[]) =>
    urls.every((url) => /^https:\/\/[a-z.-]+\.(us|cn)$/.test(url)),
  );
});
