import { getTranslations } from "next-intl/server";
import { ApiReference } from "@/components/api/api-reference";
import { Page } from "@/components/ui/page";
import { openApiDocument } from "@/lib/api/openapi";
import type { ApiDocument } from "@/lib/api/reference";
import { apiRoot } from "@/lib/api/root";
import { requireAccount } from "@/lib/auth/session";
import { config } from "@/lib/config";

export async function generateMetadata() {
  return { title: (await getTranslations("restApi"))("title") };
}

export default async function RestApiPage() {
  await requireAccount();
  const { publicUrl } = config();
  const address = `${publicUrl?.replace(/\/+$/, "") ?? "http://localhost:3000"}${apiRoot}`;
  return (
    <Page>
      <ApiReference document={openApiDocument() as ApiDocument} address={address} />
    </Page>
  );
}
