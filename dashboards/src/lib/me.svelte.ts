// Who is looking: a visitor, until somebody signs in. Whoever teaches may also do what operators do.
import { type MeView, get, post } from './api';

let known = $state.raw<MeView>({ role: 'visitor', may_log_in: true });

export const me = {
  get role() { return known.role; },
  get mayLogIn() { return known.may_log_in; },
  get decides() { return known.role === 'admin'; },
  get teaches() { return known.role === 'instructor' || known.role === 'admin'; },
  get operates() { return known.role !== 'visitor'; },
  /** Ask the hub; a hub that does not answer leaves things as they are. */
  async ask() { known = await get('/me').catch(() => known); },
  async signIn(secret: string) { known = await post('/login', {}, { secret }); },
  async signOut() { known = await post('/logout'); },
};
