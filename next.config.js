import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** For every answer; the content security policy of pages has a nonce and is set by proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `next dev` knows itself as localhost only; our addresses say 127.0.0.1.
  allowedDevOrigins: ["127.0.0.1"],
  // Native or stateful modules: one copy per process, never bundled.
  serverExternalPackages: [
    ...["bullmq", "ioredis", "pg", "pino", "@node-rs/argon2", "@azure/msal-node"],
    ...["@opentelemetry/sdk-trace-node", "@opentelemetry/exporter-trace-otlp-http", "@opentelemetry/resources"],
    ...["@opentelemetry/api", "bullmq-otel"],
  ],
  // `npm run check` holds the types, tests included; whoever only runs Seatwise need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Browsers that have not read the page's head yet ask for it, and say in their console that it is missing.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
  // authInterrupts: `forbidden()` answers 403 and shows forbidden.tsx
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "2mb" } },
};

export default withNextIntl(nextConfig);
