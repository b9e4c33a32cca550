import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or stateful modules: one copy per process, never bundled.
  serverExternalPackages: ["bullmq", "ioredis", "pg", "pino", "@node-rs/argon2", "@azure/msal-node"],
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
};

export default withNextIntl(nextConfig);
