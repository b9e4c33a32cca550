import { ProductStep } from "@/components/licences/wizard/product-step";
import { requireAccount } from "@/lib/auth/session";
import { readLicenceChoices } from "@/lib/licences/queries-form";
import { createLicence } from "../../actions";

export default async function AddLicenceProductPage() {
  await requireAccount("administrator");
  return <ProductStep choices={await readLicenceChoices(null)} createLicence={createLicence} />;
}
