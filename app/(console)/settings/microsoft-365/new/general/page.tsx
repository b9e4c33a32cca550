import { getTranslations } from "next-intl/server";
import { GeneralStep } from "@/components/portals/wizard/general-step";
import { requireAccount } from "@/lib/auth/session";
import { checkGeneralStep } from "../../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("portals.new"))("title") };
}

export default async function AddGeneralStepPage() {
  await requireAccount("administrator");
  return <GeneralStep checkGeneralStep={checkGeneralStep} />;
}
