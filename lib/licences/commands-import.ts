import type { ClientBase, Pool } from "pg";
import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { pool, withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { builtInChannelOf } from "./channels";
import { lockLicences } from "./commands-rules";
import { readLicenceCsv } from "./csv";
import { type CheckedLine, checkLines, type KnownLicence } from "./csv-check";
import type { LineFault } from "./csv-fields";

/** More are counted, not shown. */
const FAULTS_SHOWN = 500;
const LINES_SHOWN = 50;

export type ImportPreview = {
  total: number;
  /** those that repeat a name included */
  valid: number;
  /** valid ones without a licence ID whose name is there already: left out, unless somebody wants them all the same */
  repeated: number;
  /** not all of many; `ofLine` null: a licence has the name */
  repeats: { line: number; name: string; ofLine: number | null }[];
  faultyLines: number;
  /** not all of many */
  faults: LineFault[];
  moreFaults: number;
  /** the first valid ones, without their keys */
  lines: Omit<CheckedLine, "licenceKey" | "base" | "repeats">[];
  unknownColumns: string[];
  /** that the import would add */
  newChannels: string[];
};

type Database = Pick<ClientBase | Pool, "query">;

async function check(database: Database, text: string, takesRepeated: boolean) {
  const contents = readLicenceCsv(text);
  const known = await database.query<KnownLicence>(
    `select id, name, licence_number as "licenceNumber", metric from licence
     where origin = 'manual' and licence_number is not null order by id`,
  );
  const channels = await database.query<{ key: string }>("select lower(name) as key from acquisition_channel");
  const names = await database.query<{ name: string }>("select distinct lower(name) as name from licence");
  const checked = checkLines(contents, known.rows, new Set(names.rows.map(({ name }) => name)));
  const keys = new Set(channels.rows.map(({ key }) => key));
  const wanted = new Map<string, string>();
  const taken = checked.valid.filter(({ repeats }) => takesRepeated || repeats === null);
  for (const { channel } of taken) {
    if (channel !== null && builtInChannelOf(channel) === null && !keys.has(channel.toLowerCase())) {
      wanted.set(channel.toLowerCase(), wanted.get(channel.toLowerCase()) ?? channel);
    }
  }
  return { ...checked, taken, unknownColumns: contents.unknownColumns, newChannels: [...wanted.values()] };
}

/** What an import would do. @throws AppError as `readLicenceCsv` */
export async function previewImport(text: string): Promise<ImportPreview> {
  const { total, valid, faults, unknownColumns, newChannels } = await check(pool(), text, true);
  const repeated = valid.filter(({ repeats }) => repeats !== null);
  return {
    ...{ total, valid: valid.length, unknownColumns, newChannels },
    repeated: repeated.length,
    repeats: repeated.slice(0, FAULTS_SHOWN).map(({ line, name, repeats }) => ({
      line,
      name,
      ofLine: typeof repeats === "object" ? (repeats?.line ?? null) : null,
    })),
    faultyLines: total - valid.length,
    faults: faults.slice(0, FAULTS_SHOWN),
    moreFaults: Math.max(0, faults.length - FAULTS_SHOWN),
    lines: valid.slice(0, LINES_SHOWN).map(({ licenceKey: _key, base: _base, repeats: _repeats, ...line }) => line),
  };
}

/**
 * Takes the valid lines of a file over, all or none.
 * @param expected how many of them the preview promised
 * @param takesRepeated those too that have no licence ID, and a name that is there already
 * @throws AppError csv-nothing-valid; import-changed, when another number of lines is valid by now; and as `readLicenceCsv`
 */
export async function importLicences(
  actor: Actor,
  { text, expected, takesRepeated = false }: { text: string; expected: number; takesRepeated?: boolean },
): Promise<{ licences: number }> {
  return withTransaction(async (client) => {
    await lockLicences(client);
    const { taken, newChannels } = await check(client, text, takesRepeated);
    if (taken.length !== expected) throw new AppError("import-changed");
    if (taken.length === 0) throw new AppError("csv-nothing-valid");
    await client.query(
      "insert into acquisition_channel (name) select * from unnest($1::text[]) on conflict (lower(name)) do nothing",
      [newChannels],
    );
    await insertLines(client, actor, taken);
    await writeAuditLine(client, actor, {
      action: "licences.imported",
      targetType: "licence",
      details: { licences: taken.length, channels: newChannels },
    });
    return { licences: taken.length };
  });
}

/** Ids are drawn before, so that an upgrade can name a base of the same file: one statement, in whatever order of lines. */
async function insertLines(client: ClientBase, actor: Actor, lines: readonly CheckedLine[]): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    "select nextval(pg_get_serial_sequence('licence', 'id'))::int as id from generate_series(1, $1)",
    [lines.length],
  );
  const idOfLine = new Map(lines.map(({ line }, place) => [line, rows[place]?.id ?? null]));
  const values = lines.map(({ line, base, channel, repeats: _, ...rest }) => ({
    ...rest,
    id: idOfLine.get(line) ?? null,
    base_id: base === null ? null : "id" in base ? base.id : (idOfLine.get(base.line) ?? null),
    channel: channel === null ? null : (builtInChannelOf(channel) ?? channel),
  }));
  await client.query(
    `insert into licence (id, origin, title, name, licence_number, quantity, channel_id, metric, kind, base_licence_id,
       expires_on, licence_key, serial_number, notes, created_by, updated_by, updated_at)
     select x.id, 'manual', x.name, x.name, x."licenceNumber", x.quantity, c.id, x.metric,
       case when x.base_id is null then 'full_version' else 'upgrade' end::licence_kind, x.base_id,
       x."expiresOn", x."licenceKey", x."serialNumber", x.notes, $2, $2, now()
     from jsonb_to_recordset($1::jsonb) as x(id int, base_id int, name text, "licenceNumber" text, quantity int, channel text,
            metric licence_metric, "expiresOn" date, "licenceKey" text, "serialNumber" text, notes text)
     left join acquisition_channel c on lower(c.name) = lower(x.channel)`,
    [JSON.stringify(values), actor.username],
  );
}
