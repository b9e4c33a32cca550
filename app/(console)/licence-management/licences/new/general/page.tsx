import { GeneralStep } from "@/components/licences/wizard/general-step";
import { requireAccount } from "@/lib/auth/session";
import { checkLicenceStep } from "../../actions";

export default async function AddLicenceGeneralPage() {
  await requireAccount("administrator");
  return <GeneralStep checkStep={checkLicenceStep} />;
}
