import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  createBrowserRouter,
  Navigate,
  Outlet,
  type RouteObject,
  RouterProvider,
  useParams,
} from 'react-router';
import { basePath } from './api/base-path.ts';
import { isFault } from './api/fault.ts';
import { useServerInfo } from './api/server-info.ts';
import { useSession } from './api/session.ts';
import { Loaded } from './parts/loaded.tsx';
import type { PageRoute } from './parts/routes.ts';
import { Broken, NotFound } from './shell/broken.tsx';
import { pageRoutes } from './shell/find-routes.ts';
import { Picker } from './shell/picker.tsx';
import { Shell } from './shell/shell.tsx';
import { SignIn } from './shell/sign-in.tsx';

/** The live stream tells when something is to be read again; nothing polls. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      staleTime: 10_000,
      retry: (count, error) => isFault(error) && error.status >= 500 && count < 2,
    },
    mutations: { retry: false },
  },
});

/** Asks who uses the console, if the server wants to know. Forgets what another session read. */
const Gate = () => {
  const server = useServerInfo();
  const session = useSession();
  const { account } = useParams();
  const isSignedIn = session.credentials !== undefined || session.operatorToken !== undefined;
  useEffect(() => {
    if (!isSignedIn) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'server-info' });
  }, [isSignedIn]);
  return (
    <Loaded query={server}>
      {({ auth }) => {
        if (auth === 'strict' && !isSignedIn) return <SignIn />;
        // A key is of one account: no page of another is shown.
        if (session.account !== undefined && account !== session.account) {
          return <Navigate to={`/${session.account}/Sandbox`} replace />;
        }
        return <Outlet />;
      }}
    </Loaded>
  );
};

/** The pages below account and catalog are made anew on each switch, so that none shows what another account saw. */
const Place = () => {
  const { account, catalog } = useParams();
  return <Shell key={`${account}/${catalog}`} />;
};

const routeOf = ({ path, load }: PageRoute): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
  errorElement: <Broken />,
});

const router = createBrowserRouter(
  [
    {
      element: <Gate />,
      hydrateFallbackElement: <span />,
      children: [
        { path: '/', element: <Picker /> },
        {
          path: '/:account/:catalog',
          element: <Place />,
          errorElement: <Broken />,
          children: [...pageRoutes.map(routeOf), { path: '*', element: <NotFound /> }],
        },
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ],
  { basename: basePath.replace(/\/$/, '') || '/' },
);

export const App = () => (
  <I18nProvider locale="en" messages={[messages]}>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </I18nProvider>
);
