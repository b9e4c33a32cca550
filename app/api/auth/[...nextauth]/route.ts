import NextAuth from "next-auth/next";
import { definePublicRoute } from "@/lib/actions/define-route";
import { authOptions } from "@/lib/auth/options";

type NextAuthContext = { params: Promise<{ nextauth: string[] }> };

const nextAuth = definePublicRoute((request, context) => NextAuth(request, context as NextAuthContext, authOptions()));

export { nextAuth as GET, nextAuth as POST };
