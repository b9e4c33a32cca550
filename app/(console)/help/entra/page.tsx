import { getTranslations } from "next-intl/server";
import { EntraGuide } from "@/components/help/entra-guide";
import { readGuideState } from "@/components/help/guide-state";
import { Page } from "@/components/ui/page";
import { requireAccount } from "@/lib/auth/session";
import { isGuid } from "@/lib/portals/pasted";
import { findPortal } from "@/lib/portals/queries";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("help"))("title") };
}

export default async function EntraGuidePage({ searchParams }: Props) {
  await requireAccount("administrator");
  const params = await searchParams;
  const { portal: portalId } = params;
  const portal = typeof portalId === "string" && isGuid(portalId) ? await findPortal(portalId, new Date()) : null;
  return (
    <Page>
      <EntraGuide state={readGuideState(params, portal)} />
    </Page>
  );
}
