/** Microsoft's separate clouds. Their tokens are not interchangeable; GCC belongs to `global`. */
export type CloudName = "global" | "us-gov-l4" | "us-gov-l5" | "china";

/** Origins without a trailing slash. */
export type CloudEndpoints = { loginUrl: string; graphUrl: string };

const endpoints: Record<CloudName, CloudEndpoints> = {
  global: { loginUrl: "https://login.microsoftonline.com", graphUrl: "https://graph.microsoft.com" },
  "us-gov-l4": { loginUrl: "https://login.microsoftonline.us", graphUrl: "https://graph.microsoft.us" },
  "us-gov-l5": { loginUrl: "https://login.microsoftonline.us", graphUrl: "https://dod-graph.microsoft.us" },
  china: { loginUrl: "https://login.partner.microsoftonline.cn", graphUrl: "https://microsoftgraph.chinacloudapi.cn" },
};

/** @param overrides the private test servers of the configuration; they stand in for the Global cloud only */
export function cloudEndpoints(
  cloud: CloudName,
  overrides: { loginUrl: string | null; graphUrl: string | null },
): CloudEndpoints {
  const own = endpoints[cloud];
  if (cloud !== "global") return own;
  return { loginUrl: overrides.loginUrl ?? own.loginUrl, graphUrl: overrides.graphUrl ?? own.graphUrl };
}
