import { getTranslations } from "next-intl/server";
import { ConnectionStep } from "@/components/portals/wizard/connection-step";
import { requireAccount } from "@/lib/auth/session";
import {
  checkConnectionStep,
  discardCredential,
  generateCertificate,
  stageCertificate,
  stageSecret,
} from "../../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("portals.new"))("title") };
}

export default async function AddConnectionStepPage() {
  await requireAccount("administrator");
  return (
    <ConnectionStep
      checkConnectionStep={checkConnectionStep}
      actions={{ stageSecret, stageCertificate, generateCertificate, discardCredential }}
    />
  );
}
