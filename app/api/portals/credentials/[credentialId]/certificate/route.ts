import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import { readPublicCertificate } from "@/lib/portals/credentials";

/** The public part, for Entra's upload: it takes .cer, .pem and .crt. */
export const GET = defineRoute(
  { permission: "portals:write", params: z.object({ credentialId: z.guid() }) },
  async ({ account, params }) => {
    const { certificatePem, thumbprintSha1 } = await readPublicCertificate(account, params.credentialId);
    return new Response(certificatePem, {
      headers: {
        "content-type": "application/pkix-cert",
        "content-disposition": `attachment; filename="seatwise-${thumbprintSha1.slice(0, 8).toLowerCase()}.cer"`,
        "cache-control": "no-store",
      },
    });
  },
);
