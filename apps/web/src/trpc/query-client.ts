import { defaultShouldDehydrateQuery, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./call.ts";
import { transformer } from "./transformer.ts";

interface Listeners {
  /** Called with the error of every query and mutation. */
  onError?: (error: unknown) => void;
}

/** One a request on the server, one for good in the browser. Live events say when data is old, not the clock. */
export function createQueryClient({ onError }: Listeners = {}): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache(onError ? { onError } : {}),
    mutationCache: new MutationCache(onError ? { onError } : {}),
    defaultOptions: {
      queries: { staleTime: 5 * 60_000, retry: shouldRetry, refetchOnWindowFocus: false },
      dehydrate: { serializeData: transformer.serialize, shouldDehydrateQuery: defaultShouldDehydrateQuery },
      hydrate: { deserializeData: transformer.deserialize },
    },
  });
}

/** Only a server that did not answer is asked again. */
function shouldRetry(failures: number, error: Error): boolean {
  return !(error instanceof ApiError) && typeof window !== "undefined" && failures < 3;
}
