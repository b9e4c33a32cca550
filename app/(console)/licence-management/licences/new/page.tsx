import { redirect } from "next/navigation";
import { ProductStart } from "@/components/licences/wizard/product-start";
import { requireAccount } from "@/lib/auth/session";
import { findProductChoice } from "@/lib/licences/queries-form";
import { readId } from "@/lib/portals/read-id";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AddLicencePage({ searchParams }: Props) {
  await requireAccount("administrator");
  const wanted = readId((await searchParams).product);
  const product = wanted === undefined ? null : await findProductChoice(wanted);
  if (!product) redirect("/licence-management/licences/new/general");
  return <ProductStart product={product} />;
}
