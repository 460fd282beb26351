// The pupil's page: enter a code, answer some questions at a time, hand in. Written for old phones:
// no library, nothing newer than ES5. Nothing is kept on the phone; what is saved is in the school's
// book, and what is not yet saved stays in this page until it is.
(function () {
  'use strict';
  var main = document.getElementById('main');
  var PAGE = 6;
  var RETRY = 3000;
  var form = null; // what the school sent
  var answers = [];
  var replies = {};
  var at = 0;
  var isDirty = false;
  var isSending = false;
  var wantsFinal = false;
  var timer = null;
  var state = null;

  function make(name, words, kind) {
    var node = document.createElement(name);
    if (kind) node.className = kind;
    if (words !== undefined && words !== null) node.appendChild(document.createTextNode(words));
    return node;
  }

  function clear() {
    while (main.firstChild) main.removeChild(main.firstChild);
    var bar = document.getElementById('bar');
    if (bar) bar.parentNode.removeChild(bar);
    state = null;
  }

  function send(path, body, done, failed) {
    var request = new XMLHttpRequest();
    request.open('POST', path, true);
    request.setRequestHeader('Content-Type', 'application/json');
    request.timeout = 20000;
    request.onreadystatechange = function () {
      if (request.readyState !== 4) return;
      var answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch (error) {
        answer = null;
      }
      if (request.status === 200 && answer) done(answer);
      else failed(request.status, answer || {});
    };
    request.send(JSON.stringify(body));
  }

  // ---- the code

  function showEnter(said, code, needsName) {
    form = null;
    clear();
    main.appendChild(make('h1', 'Phiếu khảo sát'));
    main.appendChild(make('p', 'Gõ mã thầy cô đưa. Máy của em không lưu gì lại.', 'quiet'));
    if (said) {
      var note = make('p', said, 'said');
      note.setAttribute('role', 'alert');
      main.appendChild(note);
    }
    var box = make('form');
    var label = make('label', 'Mã', 'field');
    label.setAttribute('for', 'code');
    var input = make('input', null, 'code');
    input.id = 'code';
    input.type = 'text';
    input.value = code || '';
    input.setAttribute('autocomplete', 'off');
    input.setAttribute('autocapitalize', 'characters');
    input.setAttribute('autocorrect', 'off');
    input.setAttribute('spellcheck', 'false');
    input.maxLength = 12;
    box.appendChild(label);
    box.appendChild(input);
    var name = make('input');
    if (needsName) {
      var own = make('label', 'Họ và tên của em', 'field');
      own.setAttribute('for', 'name');
      name.id = 'name';
      name.type = 'text';
      name.setAttribute('autocomplete', 'off');
      name.setAttribute('spellcheck', 'false');
      name.maxLength = 100;
      box.appendChild(own);
      box.appendChild(name);
    }
    var gap = make('p');
    gap.style.marginTop = '20px';
    var button = make('button', 'Vào làm phiếu', 'main');
    button.type = 'submit';
    button.style.width = '100%';
    gap.appendChild(button);
    box.appendChild(gap);
    box.onsubmit = function (event) {
      event.preventDefault();
      button.disabled = true;
      var asked = { code: input.value, name: name.value };
      send('/enter', asked, begin, function (status, answer) {
        if (answer.need === 'name') return showEnter('', asked.code, true);
        var lost = 'Chưa tới được máy của thầy cô. Hãy kiểm tra Wi-Fi của trường rồi thử lại.';
        showEnter(answer.said || lost, asked.code, needsName);
      });
    };
    main.appendChild(box);
    (needsName ? name : input).focus();
  }

  // ---- the form

  function begin(told) {
    form = told;
    answers = [];
    for (var i = 0; i < told.items.length; i += 1) {
      answers.push(told.answers && told.answers[i] ? told.answers[i] : null);
    }
    replies = told.replies || {};
    at = 0;
    isDirty = false;
    wantsFinal = false;
    showPage();
  }

  function isShown(question) {
    var when = question.shown_if;
    if (!when) return true;
    var reply = replies[when.question];
    if (!reply) return false;
    for (var i = 0; i < reply.choices.length; i += 1) {
      if (when.choices.indexOf(reply.choices[i]) >= 0) return true;
    }
    return false;
  }

  /** What is asked now, in pages: items six at a time, then questions three at a time. */
  function pages() {
    var all = [];
    var page = [];
    var i;
    for (i = 0; i < form.items.length; i += 1) {
      page.push({ item: i });
      if (page.length === PAGE) {
        all.push(page);
        page = [];
      }
    }
    if (page.length) all.push(page);
    page = [];
    for (i = 0; i < form.questions.length; i += 1) {
      if (!isShown(form.questions[i])) continue;
      page.push({ question: i });
      if (page.length === 3) {
        all.push(page);
        page = [];
      }
    }
    if (page.length) all.push(page);
    return all;
  }

  function showPage() {
    var all = pages();
    if (at >= all.length) at = all.length - 1;
    clear();
    main.appendChild(make('h1', form.title));
    var track = make('div', null, 'track');
    var done = make('i');
    done.style.width = Math.round(((at + 1) / all.length) * 100) + '%';
    track.appendChild(done);
    main.appendChild(track);
    main.appendChild(make('p', 'Trang ' + (at + 1) + '/' + all.length, 'quiet'));
    if (at === 0 && form.instruction) main.appendChild(make('p', form.instruction));
    var page = all[at] || [];
    if (page.length && page[0].item !== undefined && form.labels.length) legend();
    for (var i = 0; i < page.length; i += 1) {
      if (page[i].item !== undefined) showItem(page[i].item);
      else showQuestion(page[i].question);
    }
    showBar(all.length);
    window.scrollTo(0, 0);
  }

  function legend() {
    var line = make('p', null, 'legend');
    for (var i = 0; i < form.labels.length; i += 1) {
      line.appendChild(make('b', String(form.min + i)));
      line.appendChild(document.createTextNode(' ' + form.labels[i] + (i < form.labels.length - 1 ? ', ' : '')));
    }
    main.appendChild(line);
  }

  function showItem(index) {
    var box = make('div', null, 'q');
    var title = make('h2', index + 1 + '. ' + form.items[index]);
    title.id = 'i' + index;
    box.appendChild(title);
    var marks = make('div', null, 'marks');
    marks.setAttribute('role', 'radiogroup');
    marks.setAttribute('aria-labelledby', title.id);
    var buttons = [];
    function paint() {
      for (var k = 0; k < buttons.length; k += 1) {
        var isOn = answers[index] === form.min + k;
        buttons[k].className = isOn ? 'on' : '';
        buttons[k].setAttribute('aria-checked', isOn ? 'true' : 'false');
      }
    }
    for (var value = form.min; value <= form.max; value += 1) {
      (function (mark) {
        var cell = make('span');
        var button = make('button', String(mark));
        button.type = 'button';
        button.setAttribute('role', 'radio');
        if (form.labels.length) {
          button.setAttribute('aria-label', mark + ', ' + form.labels[mark - form.min]);
        }
        button.onclick = function () {
          answers[index] = answers[index] === mark ? null : mark;
          paint();
          touched();
        };
        buttons.push(button);
        cell.appendChild(button);
        marks.appendChild(cell);
      })(value);
    }
    paint();
    box.appendChild(marks);
    main.appendChild(box);
  }

  function replyOf(question) {
    return replies[question.code] || { choices: [], text: '' };
  }

  function setReply(question, choices, text) {
    if (choices.length || text) replies[question.code] = { choices: choices, text: text };
    else delete replies[question.code];
    touched();
  }

  function hint(question) {
    if (question.kind === 'multiple') {
      return question.most ? 'Chọn nhiều nhất ' + question.most + '.' : 'Có thể chọn nhiều.';
    }
    if (question.kind === 'ranking') return 'Chạm lần lượt theo thứ tự, điều quan trọng nhất trước.';
    if (question.kind === 'number' && question.highest !== null && question.highest !== undefined) {
      return 'Số từ ' + (question.lowest || 0) + ' đến ' + question.highest + '.';
    }
    return '';
  }

  function showQuestion(index) {
    var question = form.questions[index];
    var box = make('div', null, 'q');
    var number = form.items.length + index + 1;
    var title = make('h2', number + '. ' + question.text + (question.is_required ? ' (phải trả lời)' : ''));
    title.id = 'q' + index;
    box.appendChild(title);
    if (hint(question)) box.appendChild(make('p', hint(question), 'quiet'));
    if (question.kind === 'single' || question.kind === 'multiple' || question.kind === 'ranking') {
      choices(question, box, title.id);
    } else {
      var isLong = question.kind === 'long';
      var input = make(isLong ? 'textarea' : 'input');
      if (isLong) input.rows = 4;
      else input.type = question.kind === 'number' ? 'number' : 'text';
      input.setAttribute('aria-labelledby', title.id);
      input.setAttribute('autocomplete', 'off');
      input.maxLength = isLong ? 2000 : 200;
      input.value = replyOf(question).text;
      input.oninput = function () {
        setReply(question, [], input.value);
      };
      box.appendChild(input);
    }
    main.appendChild(box);
  }

  function choices(question, box, labelled) {
    var labels = question.options.slice();
    if (question.has_other) labels.push('Khác');
    var group = make('div');
    group.setAttribute('role', question.kind === 'single' ? 'radiogroup' : 'group');
    group.setAttribute('aria-labelledby', labelled);
    var buttons = [];
    var other = make('input');
    other.type = 'text';
    other.placeholder = 'Ghi rõ điều khác';
    other.setAttribute('aria-label', 'Ghi rõ điều khác');
    other.maxLength = 200;
    function chosen() {
      return replyOf(question).choices;
    }
    function paint() {
      for (var k = 0; k < buttons.length; k += 1) {
        var place = chosen().indexOf(k + 1);
        buttons[k].className = 'opt' + (place >= 0 ? ' on' : '');
        buttons[k].setAttribute(question.kind === 'single' ? 'aria-checked' : 'aria-pressed', place >= 0 ? 'true' : 'false');
        var rank = question.kind === 'ranking' && place >= 0 ? place + 1 + '. ' : '';
        buttons[k].firstChild.nodeValue = rank + labels[k];
      }
      var isOther = question.has_other && chosen().indexOf(labels.length) >= 0;
      other.style.display = isOther ? '' : 'none';
      other.value = replyOf(question).text;
    }
    for (var i = 0; i < labels.length; i += 1) {
      (function (number) {
        var button = make('button', labels[number - 1], 'opt');
        button.type = 'button';
        if (question.kind === 'single') button.setAttribute('role', 'radio');
        button.onclick = function () {
          var now = chosen().slice();
          var place = now.indexOf(number);
          if (place >= 0) now.splice(place, 1);
          else if (question.kind === 'single') now = [number];
          else if (!question.most || now.length < question.most) now.push(number);
          else return;
          var keepsWords = question.has_other && now.indexOf(labels.length) >= 0;
          setReply(question, now, keepsWords ? replyOf(question).text : '');
          paint();
        };
        buttons.push(button);
        group.appendChild(button);
      })(i + 1);
    }
    other.oninput = function () {
      setReply(question, chosen(), other.value);
    };
    group.appendChild(other);
    paint();
    box.appendChild(group);
  }

  function showBar(count) {
    var bar = make('div', null, 'bar');
    bar.id = 'bar';
    var inner = make('div');
    state = make('p', '', 'state');
    state.setAttribute('role', 'status');
    inner.appendChild(state);
    if (at > 0) {
      var back = make('button', 'Trang trước');
      back.type = 'button';
      back.onclick = function () {
        at -= 1;
        showPage();
      };
      inner.appendChild(back);
    }
    var next = make('button', at < count - 1 ? 'Trang sau' : 'Nộp phiếu', 'main');
    next.type = 'button';
    next.onclick = function () {
      // A reply may have opened or closed questions behind it.
      if (at < pages().length - 1) {
        at += 1;
        save(false);
        showPage();
      } else finish();
    };
    inner.appendChild(next);
    bar.appendChild(inner);
    document.body.appendChild(bar);
    tell();
  }

  function missing() {
    var count = 0;
    var i;
    for (i = 0; i < answers.length; i += 1) if (answers[i] === null) count += 1;
    for (i = 0; i < form.questions.length; i += 1) {
      var question = form.questions[i];
      if (question.is_required && isShown(question) && !replies[question.code]) count += 1;
    }
    return count;
  }

  function finish() {
    var left = missing();
    var asks = left > 0 ? 'Em còn ' + left + ' câu chưa trả lời. Vẫn nộp?' : 'Nộp phiếu? Nộp rồi thì không sửa được nữa.';
    if (window.confirm(asks)) save(true);
  }

  // ---- saving

  function touched() {
    isDirty = true;
    tell();
    clearTimeout(timer);
    timer = setTimeout(function () {
      save(false);
    }, 1200);
  }

  function save(isFinal) {
    wantsFinal = wantsFinal || isFinal;
    if (!form || isSending || (!isDirty && !wantsFinal)) return;
    clearTimeout(timer);
    isSending = true;
    isDirty = false;
    var last = wantsFinal;
    tell();
    var page = { token: form.token, answers: answers, replies: replies, is_final: last };
    send('/page', page, function () {
      isSending = false;
      if (last) return showDone();
      tell();
      if (isDirty || wantsFinal) save(false);
    }, function (status, answer) {
      isSending = false;
      if (answer.gone) return showEnter(answer.said);
      isDirty = true;
      if (status === 422) {
        // Something typed does not fit: the pupil mends it and hands in again.
        wantsFinal = false;
        tell(answer.said, true);
        return;
      }
      tell(answer.said || 'Đang chờ mạng. Câu trả lời vẫn còn trên máy em, đừng đóng trang.', true);
      timer = setTimeout(function () {
        save(false);
      }, RETRY);
    });
  }

  function tell(words, isWaiting) {
    if (!state) return;
    var said = words || (isSending ? 'Đang lưu…' : isDirty ? 'Chưa lưu' : 'Đã lưu');
    state.firstChild.nodeValue = said;
    state.className = 'state' + (isWaiting ? ' wait' : '');
  }

  function showDone() {
    form = null;
    answers = [];
    replies = {};
    isDirty = false;
    wantsFinal = false;
    clear();
    var box = make('div', null, 'done');
    box.appendChild(make('div', '✓', 'sign'));
    box.appendChild(make('h1', 'Đã nộp'));
    box.appendChild(make('p', 'Em có thể đóng trang. Máy của em không giữ lại gì.'));
    main.appendChild(box);
  }

  window.onbeforeunload = function () {
    if (form && (isDirty || isSending)) return 'Câu trả lời chưa lưu.';
    return undefined;
  };

  showEnter('');
})();
