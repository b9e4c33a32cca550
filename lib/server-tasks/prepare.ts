import pg from "pg";
import { seedSkus } from "@/lib/catalogue/seed";
import { builtInChannels } from "@/lib/licences/channels";
import { defaultServerTasks } from "./defaults";

/**
 * Rows that every installation has: the seed of the SKU catalogue, the server tasks and the acquisition channels. Runs after the migrations at each
 * start; changes nothing that people or Microsoft's list have set.
 */
export async function prepareDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into catalogue_sku (sku_id, part_number, title, source)
       select (row->>'skuId')::uuid, row->>'partNumber', row->>'title', 'seed' from jsonb_array_elements($1::jsonb) row
       on conflict (sku_id) do update set part_number = excluded.part_number, title = excluded.title, updated_at = now()
       where catalogue_sku.source = 'seed'
         and (catalogue_sku.part_number, catalogue_sku.title) is distinct from (excluded.part_number, excluded.title)`,
      [JSON.stringify(seedSkus)],
    );
    await client.query(
      `insert into server_task (key, is_enabled, start_condition, settings, updated_at)
       select row->>'key', (row->>'isEnabled')::boolean, row->'startCondition', row->'settings', now() from jsonb_array_elements($1::jsonb) row on conflict (key) do nothing`,
      [JSON.stringify(defaultServerTasks)],
    );
    await client.query(
      `insert into acquisition_channel (name, is_built_in) select name, true from unnest($1::text[]) name
       on conflict (lower(name)) do update set is_built_in = true where not acquisition_channel.is_built_in`,
      [builtInChannels],
    );
  } finally {
    await client.end();
  }
}
