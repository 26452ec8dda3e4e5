package lab

import (
	"bytes"
	"strings"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/ui/text"
)

// What does not go with data or model the page cannot know: the size of a network, which
// bounds d, or how many examples of a class there are. The worker does, and is asked
// before anything is changed, so that a refusal loses nothing.

// start begins the run of the recipe. A run with steps makes way for nothing but what can
// be run; then is told whether it could.
func (l *Lab) start(training bool, then func(error)) {
	cfg := l.Recipe.Config
	if l.Run == nil || l.Run.Step() == 0 || !l.Changed() {
		l.launch(cfg, training)
		then(nil)
		return
	}
	l.check(cfg, func(err error) {
		if err == nil {
			l.launch(cfg, training)
		} else {
			l.refused(err.(refusal))
		}
		then(err)
	})
}

// launch begins a run.
func (l *Lab) launch(cfg spec.Config, training bool) {
	l.begin(cfg)
	l.Wanted = false
	l.training = training
	l.Phase = Loading
	l.runner.Start(cfg, !training)
}

// fit fills in what cfg leaves out and, if it can be run, does with it what a program asks
// for; then is told.
func (l *Lab) fit(cfg spec.Config, then func(error), do func(spec.Config)) {
	cfg, err := l.Catalogue.Complete(cfg)
	if err != nil {
		then(err)
		return
	}
	l.check(cfg, func(err error) {
		if err == nil {
			do(cfg)
			l.Revision++
		}
		then(err)
	})
}

// check has then told what keeps cfg, which is complete, from being run: a refusal.
func (l *Lab) check(cfg spec.Config, then func(error)) {
	l.runner.Check(cfg, func(wrong []protocol.Error) {
		if len(wrong) == 0 {
			then(nil)
			return
		}
		for i := range wrong {
			translate(&wrong[i], l.Recipe.Settings())
		}
		then(refusal(wrong))
	})
}

// A refusal is what the worker says of a config that cannot be run.
type refusal []protocol.Error

func (r refusal) Error() string {
	var sentences []string
	for _, e := range r {
		sentences = append(sentences, text.Sentence(e.Message))
	}
	return strings.Join(sentences, " ")
}

// refused shows what is wrong with the recipe, beside its fields. The run stays.
func (l *Lab) refused(r refusal) {
	l.Trouble, l.Retry = r.Error(), nil
	for _, e := range r {
		if e.Field != "" {
			l.Recipe.Blame(e.Field, e.Message)
		}
	}
	l.Revision++
}

// moved moves a field of what a link asks for to the nearest value that fits, and begins
// the run again: a link is wrong in no other way than it is out of range. It reports
// whether there was something to move.
func (l *Lab) moved(e *protocol.Error) bool {
	before := l.Recipe.Config.JSON()
	if !e.Fatal || e.Nearest == nil || l.Phase != Loading || l.opening || !bytes.Equal(before, l.linked) || l.Changed() {
		return false
	}
	notices := l.Recipe.Set(e.Field, Word(e.Nearest))
	l.Recipe.Leave(e.Field)
	l.linked = l.Recipe.Config.JSON()
	if bytes.Equal(before, l.linked) {
		return false
	}
	l.Notices = append(append(l.Notices, notices...), text.Of("moved", text.Sentence(e.Message), inSentence(e.Nearest)))
	l.launch(l.Recipe.Config, l.training)
	return true
}
