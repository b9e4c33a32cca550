import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AuditDrawer } from "@/components/audit/audit-drawer";
import { AuditList } from "@/components/audit/audit-list";
import { neighboursOf } from "@/components/portals/neighbours";
import { MissingDrawer } from "@/components/ui/missing-drawer";
import { requireAccount } from "@/lib/auth/session";
import { auditListOptions, findAuditLine, listActors, listAudit } from "@/lib/monitor/audit-list";
import { listHref, parseListState } from "@/lib/paging/list-state";

const path = "/system/audit";
const lineId = z.coerce.number().int().positive().max(2_147_483_647);

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage({ searchParams }: Props) {
  await requireAccount("administrator");
  const params = await searchParams;
  const list = { path, state: parseListState(params, auditListOptions) };
  const open = lineId.safeParse(params.line);
  const [page, actors, line] = await Promise.all([
    listAudit(list.state),
    listActors(),
    open.success ? findAuditLine(open.data) : null,
  ]);
  return (
    <>
      <AuditList {...{ list, page, actors }} openId={line?.id} />
      {line && <AuditDrawer line={line} {...neighboursOf(list, "line", page.rows, line.id)} />}
      {params.line !== undefined && !line && <MissingDrawer closeHref={listHref(path, list.state)} />}
    </>
  );
}
