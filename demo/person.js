import { people, server } from './people.js';

const me = people[new URLSearchParams(location.search).get('as')] ?? people.alice;
document.title = `${me.name}'s screen`;
document.getElementById('name').textContent = me.name;

// Connection and identity: two attributes, and the password as a property.
const provider = document.getElementById('provider');
provider.server = server;
provider.accountSip = me.address;
provider.credentials = { password: me.password };

// Whom to chat with.
const who = document.getElementById('who');
for (const { address, name } of Object.values(people)) {
  if (address !== me.address) document.getElementById('people').append(new Option(name, address));
}
document.getElementById('choose').addEventListener('submit', event => {
  event.preventDefault();
  document.getElementById('chat').targetSip = who.value;
});
