import { TypeStep } from "@/components/licences/wizard/type-step";
import { requireAccount } from "@/lib/auth/session";
import { readLicenceChoices } from "@/lib/licences/queries-form";
import { checkLicenceStep } from "../../actions";

export default async function AddLicenceTypePage() {
  await requireAccount("administrator");
  const { bases, products } = await readLicenceChoices(null);
  return <TypeStep checkStep={checkLicenceStep} bases={bases} products={products} />;
}
