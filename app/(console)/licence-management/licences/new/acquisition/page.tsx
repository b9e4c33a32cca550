import { AcquisitionStep } from "@/components/licences/wizard/acquisition-step";
import { requireAccount } from "@/lib/auth/session";
import { listChannels } from "@/lib/licences/queries-form";
import { addChannel, checkLicenceStep } from "../../actions";

export default async function AddLicenceAcquisitionPage() {
  await requireAccount("administrator");
  return <AcquisitionStep checkStep={checkLicenceStep} channels={await listChannels()} addChannel={addChannel} />;
}
