import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import { getTranslate } from "@/lib/monitor/translate";
import { searchEverything } from "@/lib/search/queries";

const query = z.object({ q: z.string().max(2_000).default("") });

/** The search of the top bar. */
export const GET = defineRoute({ permission: "read", query }, async ({ account, query: { q } }) => {
  const groups = await searchEverything(account, q, await getTranslate(), new Date());
  return Response.json({ groups }, { headers: { "cache-control": "no-store" } });
});
