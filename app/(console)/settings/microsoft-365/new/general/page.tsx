import { GeneralStep } from "@/components/portals/wizard/general-step";
import { requireAccount } from "@/lib/auth/session";
import { checkGeneralStep } from "../../actions";

export default async function AddGeneralStepPage() {
  await requireAccount("administrator");
  return <GeneralStep checkGeneralStep={checkGeneralStep} />;
}
