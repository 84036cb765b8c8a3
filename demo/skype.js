// A page as they were written for the Skype Web SDK: one script, callbacks, and listeners that are kept in an array and
// disposed. It does the SDK's four chat tasks: an outgoing chat, an incoming one, its escalation, and a group.
(function () {
  var api;
  var application;
  var conversation = null;
  var listeners = [];

  Skype.initialize({ apiKey: 'not needed here' }, start, function (error) {
    show('failed');
    write('The SDK could not be loaded: ' + error.message);
  });

  function start(loaded) {
    api = loaded;
    application = api.UIApplicationInstance;
    application.signInManager.state.changed(function (state) {
      show(state);
    });
    application.conversationsManager.conversations.added(function (added) {
      added.chatService.accept.enabled.when(true, function () {
        ring(added);
      });
    });
    whenSubmitted('sign-in', signIn);
    whenSubmitted('one', function () {
      begin(application.conversationsManager.getConversation(get('person').value));
    });
    whenSubmitted('several', startGroup);
    whenSubmitted('send', send);
    whenSubmitted('add', add);
    whenSubmitted('end', end);
  }

  function signIn() {
    application.signInManager.signIn({ username: get('user').value, password: get('password').value }).then(
      function () {
        write('Signed in as ' + application.personsAndGroupsManager.mePerson.displayName());
      },
      function (error) {
        write('Not signed in: ' + error.message);
      },
    );
  }

  // Outgoing chat
  function begin(chosen) {
    listen(chosen);
    conversation.chatService.start().then(null, function (error) {
      write('Not started: ' + error.message);
    });
  }

  // Group
  function startGroup() {
    var group = application.conversationsManager.createConversation();
    get('people')
      .value.split(',')
      .forEach(function (address) {
        group.participants.add(address.trim()).then(null, function (error) {
          write('Not in the group: ' + error.message);
        });
      });
    begin(group);
  }

  // Incoming chat
  function ring(incoming) {
    get('caller').value = incoming.participants(0).person.displayName();
    get('answer').hidden = false;
    get('answer').onsubmit = function (event) {
      event.preventDefault();
      listen(incoming);
      incoming.chatService.accept().then(null, function (error) {
        write('Not accepted: ' + error.message);
      });
    };
    get('decline').onclick = function () {
      incoming.chatService.reject();
    };
    incoming.chatService.accept.enabled.once(false, function () {
      get('answer').hidden = true;
    });
  }

  // All of them
  function listen(chosen) {
    forget();
    conversation = chosen;
    listeners.push(
      conversation.selfParticipant.chat.state.when('Connected', function () {
        write('Connected to chat');
      }),
    );
    listeners.push(
      conversation.participants.added(function (participant) {
        write(participant.displayName() + ' has joined');
      }),
    );
    listeners.push(
      conversation.participants.removed(function (participant) {
        write(participant.displayName() + ' has left');
        if (conversation.participants.size() === 0) write('You are the only one here');
      }),
    );
    listeners.push(
      conversation.chatService.messages.added(function (message) {
        var who = message.direction() === 'Incoming' ? message.sender.displayName() : 'Me';
        write(who + ': ' + message.text());
      }),
    );
    listeners.push(
      conversation.state.changed(function (state, reason, oldState) {
        show(state);
        if (state === 'Disconnected' && (oldState === 'Connected' || oldState === 'Connecting')) {
          write('The conversation has ended');
          forget();
        }
      }),
    );
    draw(chosen);
  }

  function draw(chosen) {
    api.renderConversation('#container', { conversation: chosen, modalities: ['Chat'] }).then(
      function () {
        write('The control is drawn');
      },
      function (error) {
        write('The control is not drawn: ' + error.message);
      },
    );
  }

  function send() {
    var text = get('text').value;
    conversation.chatService.sendMessage(text).then(
      function () {
        get('text').value = '';
      },
      function (error) {
        write('Not sent: ' + error.message);
      },
    );
  }

  // Escalation
  function add() {
    conversation.participants.add(get('guest').value).then(
      function () {
        write('It is a group of ' + (conversation.participants.size() + 1) + ' now');
      },
      function (error) {
        write('Not added: ' + error.message);
      },
    );
  }

  function end() {
    conversation.leave().then(
      function () {
        write('You have left');
      },
      function (error) {
        write('Not left: ' + error.message);
      },
    );
  }

  function forget() {
    for (var i = 0; i < listeners.length; i++) listeners[i].dispose();
    listeners = [];
  }

  function get(id) {
    return document.getElementById(id);
  }

  function show(state) {
    get('state').value = state;
  }

  function write(text) {
    var line = document.createElement('li');
    line.textContent = text;
    get('log').appendChild(line);
  }

  function whenSubmitted(id, act) {
    get(id).onsubmit = function (event) {
      event.preventDefault();
      if (conversation || id === 'sign-in' || id === 'one' || id === 'several') act();
    };
  }
})();
