/** Answers that are kept while one works. What lives here: how long, and when to ask again. */
import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What is wrong with the request stays wrong; what is wrong with the way to the server may pass.
      retry: (times, error) => times < 2 && [0, 502, 503, 504].includes(asProblem(error).status),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});
