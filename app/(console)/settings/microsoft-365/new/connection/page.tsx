import { ConnectionStep } from "@/components/portals/wizard/connection-step";
import { requireAccount } from "@/lib/auth/session";
import {
  checkConnectionStep,
  discardCredential,
  generateCertificate,
  stageCertificate,
  stageSecret,
} from "../../actions";

export default async function AddConnectionStepPage() {
  await requireAccount("administrator");
  return (
    <ConnectionStep
      checkConnectionStep={checkConnectionStep}
      actions={{ stageSecret, stageCertificate, generateCertificate, discardCredential }}
    />
  );
}
