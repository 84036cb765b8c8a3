import { Application } from '../../src/model/index.js';
import { FakeNetwork, person } from './fake-network.js';

/** An application in which Alice is signed in, and its network. */
export async function signedIn(): Promise<{ application: Application; network: FakeNetwork }> {
  const network = new FakeNetwork();
  const application = new Application(network);
  const signIn = application.signInManager.signIn({ username: 'alice@contoso.example', password: 'secret' });
  await network.answer('signIn', person('alice'));
  await signIn;
  return { application, network };
}
