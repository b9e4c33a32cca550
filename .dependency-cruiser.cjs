// The directions of dependency, see docs/adr. Type-only imports vanish in the build and are therefore not looked at.
const { builtinModules } = require("node:module");

const features = [
  "health",
  "accounts",
  "graph",
  "catalogue",
  "portals",
  "contacts",
  "products",
  "licences",
  "import",
  "compliance",
  "server-tasks",
  "monitor",
  "search",
  "api",
];
const baseFolders = ["i18n", "db", "crypto", "auth", "actions", "audit", "jobs", "paging", "export"];
const baseFiles = ["config", "csv", "errors", "log", "format", "paging", "telemetry", "version"];

const anyOf = (names) => `(${names.join("|")})`;
const ownCode = "^(app|components|lib|workers|demo|scripts|prisma)/";

/** The files of a feature that talk to the database, to a service or to the queue. */
const serverRoles = `^lib/${anyOf(features)}/(queries|commands|store|secrets|run|client)[.-]`;
const builtins = `^(node:)?(${builtinModules.filter((name) => !name.startsWith("_")).join("|")})$`;
const npmPackage = (...names) => `(^|/)node_modules/${anyOf(names)}(/|$)`;

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    rule("no-circular", "A cycle has no lowest part to read, test or replace.", {}, { circular: true }),
    rule(
      "no-unresolvable",
      "An import that leads nowhere hides whatever rule would apply to it.",
      {},
      { couldNotResolve: true },
    ),
    rule(
      "nothing-imports-app",
      "app/ is routing only; what others need lives in lib or components.",
      { pathNot: "^app/" },
      { path: "^app/" },
    ),
    rule("nothing-imports-workers", "Importing a worker starts it.", { pathNot: "^workers/" }, { path: "^workers/" }),
    rule("app-uses-components-and-lib", "", { path: "^app/" }, { path: "^(demo|scripts|tests)/" }),
    rule("components-use-components-and-lib", "", { path: "^components/" }, { path: "^(demo|scripts|tests|prisma)/" }),
    rule(
      "components-cannot-reach-the-server",
      "A component may run in the browser. Nothing that it reaches may need a secret, the database or Node.",
      { path: "^components/" },
      {
        path: [
          "^lib/(db|crypto|jobs|audit)/",
          "^lib/(config|log)\\.ts$",
          serverRoles,
          builtins,
          npmPackage("server-only", "pg", "bullmq", "ioredis", "pino"),
        ],
        // Prisma's enums are plain objects, made for the browser too.
        pathNot: "^lib/db/generated/enums\\.ts$",
        reachable: true,
      },
    ),
    rule(
      "ui-knows-no-feature",
      "The thin parts carry no meaning of their own.",
      { path: "^components/(ui|data-grid)/" },
      { path: [`^components/${anyOf(features)}/`, `^lib/${anyOf(features)}/`] },
    ),
    rule("workers-use-lib", "", { path: "^workers/" }, { path: "^(components|demo|scripts|tests)/" }),
    rule("lib-uses-lib", "", { path: "^lib/" }, { path: "^(components|demo|scripts|tests)/" }),
    rule(
      "lib-has-known-folders",
      "A new folder of lib is a feature with a place in the order, or base.",
      { path: "^lib/[^/]+/", pathNot: `^lib/${anyOf([...features, ...baseFolders])}/` },
      {},
    ),
    rule("lib-has-known-files", "", { path: "^lib/[^/]+$", pathNot: `^lib/${anyOf(baseFiles)}\\.ts$` }, {}),
    rule(
      "base-knows-no-feature",
      "Every feature stands on the base. Only sign-in needs to know the accounts.",
      { path: [`^lib/${anyOf(baseFolders)}/`, "^lib/[^/]+$"], pathNot: "^lib/(actions|auth)/" },
      { path: `^lib/${anyOf(features)}/` },
    ),
    rule(
      "sign-in-knows-accounts-only",
      "",
      { path: "^lib/(actions|auth)/" },
      { path: `^lib/${anyOf(features)}/`, pathNot: "^lib/accounts/" },
    ),
    ...features
      .slice(0, -1)
      .map((feature, index) =>
        rule(
          `${feature}-uses-features-before-it`,
          "",
          { path: `^lib/${feature}/` },
          { path: `^lib/${anyOf(features.slice(index + 1))}/` },
        ),
      ),
    rule(
      "demo-stands-alone",
      "The stand-in for Microsoft must not share our understanding of Microsoft.",
      { path: "^demo/" },
      { path: "^(app|components|lib|workers|scripts|tests)/" },
    ),
    rule(
      "one-module-unseals",
      "Secrets of portals are read in one place, so that one place has to be right.",
      { path: ownCode, pathNot: ["^lib/portals/secrets\\.ts$", "^lib/crypto/"] },
      { path: "^lib/crypto/(seal|unseal|sealing)\\.ts$" },
    ),
    rule(
      "queue-has-one-home",
      "lib/jobs chooses between Redis and PostgreSQL; nobody else may know.",
      { path: ownCode, pathNot: "^(lib/jobs|workers)/" },
      { path: npmPackage("bullmq", "ioredis") },
    ),
    rule(
      "no-development-package-at-run-time",
      "It is missing in production.",
      { path: "^(app|components|lib|workers)/" },
      { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    ),
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^lib/db/generated/"] },
    exclude: { path: ["\\.d\\.ts$"] },
    moduleSystems: ["es6"],
    tsPreCompilationDeps: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mts", ".js", ".mjs", ".cjs", ".jsx", ".json", ".css"],
    },
  },
};
