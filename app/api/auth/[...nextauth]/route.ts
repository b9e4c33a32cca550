import NextAuth from "next-auth/next";
import { definePublicRoute } from "@/lib/actions/define-route";
import { authOptions } from "@/lib/auth/options";

const nextAuth = definePublicRoute((request, context) => NextAuth(request, context, authOptions()));

export { nextAuth as GET, nextAuth as POST };
