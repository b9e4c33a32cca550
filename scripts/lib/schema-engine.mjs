// Plain JavaScript: Prisma's CLI starts it as a program. Packages are loaded only where they are used.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** @typedef {(level: "INFO" | "ERROR", message: string, extra?: object) => void} Log */

const NO_DATABASE = "3D000";
const WRONG_PASSWORD = "28P01";
/** PostgreSQL's internal type "char". */
const CHAR_OID = 18;
const TEXT_OID = 25;
/** JSON-RPC code with which the engine says: look into `data`. */
const ENGINE_ERROR = 4466;

const nameOf = (/** @type {string} */ url) => decodeURIComponent(new URL(url).pathname.slice(1));

/** Host, port and so on one by one: given as a URL, its database would win over another one that we name. */
function connectionTo(/** @type {string} */ url, /** @type {string} */ database) {
  const { hostname, port, username, password, searchParams } = new URL(url);
  const sslmode = searchParams.get("sslmode");
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    ssl: sslmode && sslmode !== "disable" ? { rejectUnauthorized: sslmode !== "require" } : undefined,
  };
}

/** @param {object} connection @param {(client: import("pg").Client) => string} [sql] */
async function runOnce(connection, sql) {
  const { default: pg } = await import("pg");
  const client = new pg.Client(connection);
  try {
    await client.connect();
    if (sql) await client.query(sql(client));
  } finally {
    await client.end();
  }
}

/**
 * `cli can-connect-to-database | create-database | drop-database`
 * @param {string} command
 * @param {string} url
 * @param {Log} log
 * @returns {Promise<number>} exit code
 */
export async function answerCliCommand(command, url, log) {
  const name = nameOf(url);
  const server = connectionTo(url, "postgres");
  try {
    if (command === "can-connect-to-database") await runOnce(connectionTo(url, name));
    else if (command === "create-database") {
      await runOnce(server, (client) => `CREATE DATABASE ${client.escapeIdentifier(name)}`);
    } else if (command === "drop-database") {
      await runOnce(server, (client) => `DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
    } else throw new Error(`unknown command ${command}`);
    log("INFO", "ok");
    return 0;
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
    const prismaCode = code === NO_DATABASE ? "P1003" : code === WRONG_PASSWORD ? "P1000" : "P1001";
    const text = code === NO_DATABASE ? `Database ${name} does not exist` : `No connection: ${message || code}`;
    log("ERROR", text, { error_code: prismaCode, is_panic: false, meta: {} });
    return 1;
  }
}

/**
 * @param {string | undefined} url
 * @param {string[][]} datamodels pairs of path and content
 * @param {Log} log
 */
export async function serveEngine(url, datamodels, log) {
  const wasm = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = fs.readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": wasm });
  wasm.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start();
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (/** @type {string} */ message) => log("ERROR", message, { is_panic: true }),
    },
  });

  /** @type {any} */
  let engine;
  const open = async () => {
    engine ??= await wasm.SchemaEngine.new(
      { datamodels: datamodels.length > 0 ? datamodels : undefined },
      (/** @type {unknown} */ line) => log("INFO", String(line)),
      bindMigrationAwareSqlAdapterFactory(createAdapterFactory(url ?? "postgresql://nobody@127.0.0.1:1/none")),
    );
    return engine;
  };
  let printed = 0;

  /** @param {unknown} id @param {string} method @param {unknown} params @param {(message: object) => void} send */
  return async function answer(id, method, params, send) {
    try {
      const opened = await open();
      let result = null;
      if (method === "getDatabaseVersion") result = await opened.version(params);
      else if (method === "ensureConnectionValidity") await opened.version();
      else if (typeof opened[method] === "function") result = await opened[method](params);
      else throw new Error(`unknown method ${method}`);
      // The native engine hands a diff's text over in a request of its own before it answers.
      if (method === "diff" && typeof result?.stdout === "string") {
        printed += 1;
        send({ id: `print-${printed}`, method: "print", params: { content: result.stdout } });
      }
      send({ id, result: result ?? (method === "ensureConnectionValidity" ? {} : null) });
    } catch (error) {
      const { message = String(error), code, meta = {} } = /** @type {any} */ (error);
      const errorCode = code ?? message.match(/\bP\d{4}\b/)?.[0];
      const data = { is_panic: false, message, meta, ...(errorCode ? { error_code: errorCode } : {}) };
      send({
        id,
        error: { code: ENGINE_ERROR, message: "An error happened. Check the data field for details.", data },
      });
    }
  };
}

/** Prisma's own adapter for pg, mended where the engine stumbles over it. */
function createAdapterFactory(/** @type {string} */ url) {
  return {
    provider: /** @type {const} */ ("postgres"),
    adapterName: "@prisma/adapter-pg",
    connect: () => openAdapter(connectionTo(url, nameOf(url))),
    connectToShadowDb: async () => {
      const name = `prisma_shadow_${process.pid}_${Date.now()}`;
      const server = connectionTo(url, "postgres");
      await runOnce(server, () => `CREATE DATABASE ${name}`);
      return openAdapter(connectionTo(url, name), () =>
        runOnce(server, () => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}

/** @param {object} connection @param {() => Promise<void>} [afterwards] */
async function openAdapter(connection, afterwards) {
  const { default: pg } = await import("pg");
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { ColumnTypeEnum } = await import("@prisma/driver-adapter-utils");
  const pool = new pg.Pool(connection);
  /** @type {any} */
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const base = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  // The adapter refuses the type "char", which every introspection reads.
  adapter.queryRaw = async (/** @type {unknown} */ query) => {
    const result = await adapter.performIO(query);
    /** @type {number[]} */
    const chars = [];
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      chars.push(index);
    }
    const rows = await base.queryRaw.call({ performIO: async () => result }, query);
    for (const index of chars) rows.columnTypes[index] = ColumnTypeEnum.Character;
    return rows;
  };
  // The adapter cuts a script at every ";", also inside functions and comments.
  adapter.executeScript = async (/** @type {string} */ sql) => {
    await pool.query(sql).catch((/** @type {unknown} */ error) => adapter.onError(error));
  };
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await afterwards?.();
  };
  return adapter;
}
