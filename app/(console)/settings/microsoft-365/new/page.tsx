import { redirect } from "next/navigation";
import { z } from "zod";
import { ReconnectStart } from "@/components/portals/wizard/reconnect-start";
import { requireAccount } from "@/lib/auth/session";
import { findDeletedPortal } from "@/lib/portals/queries-deleted";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AddPortalPage({ searchParams }: Props) {
  await requireAccount("administrator");
  const wanted = z.guid().safeParse((await searchParams).reconnect);
  const portal = wanted.success ? await findDeletedPortal(wanted.data) : null;
  if (!portal) redirect("/settings/microsoft-365/new/general");
  return <ReconnectStart portal={portal} />;
}
