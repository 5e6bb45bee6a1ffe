/** The app: who is here decides which pages there are. What lives here: that decision. Not here: any page. */
import { Kit } from "@outsidein/kit";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { queries } from "./api/queries";
import { Gate } from "./shell/Gate";

export function App(): ReactNode {
  const [, navigate] = useLocation();
  return (
    <QueryClientProvider client={queries}>
      <Kit navigate={navigate}>
        <Gate />
      </Kit>
    </QueryClientProvider>
  );
}
