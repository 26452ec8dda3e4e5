package lab

import (
	"bytes"
	"errors"
	"net/url"
	"strings"
	"time"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/text"
)

// A Phase is how the current run stands.
type Phase int

// The phases of a run.
const (
	Idle     Phase = iota // there is no run
	Loading               // the worker is setting it up
	Ready                 // it can take its first step
	Running               // it takes steps
	Paused                // it stands still in the middle
	Finished              // it is over
)

var phases = [...]string{"idle", "loading", "ready", "running", "paused", "finished"}

// String is the name of a phase, for programs.
func (p Phase) String() string { return phases[p] }

// A Lab is everything the page knows. Only the page's goroutine may use it.
type Lab struct {
	Catalogue *spec.Catalogue
	Recipe    Recipe
	Phase     Phase
	Run       *Run         // the current one; nil if there is none
	Runs      []*Run       // that have taken a step, oldest first
	Progress  protocol.Log // of loading
	Notices   []string     // sentences to be read once
	Trouble   string       // what went wrong last
	Retry     func()       // tries what went wrong once more; nil where that can not help
	Looks     Looks
	Kept      []string // names of the runs whose paths the worker keeps for landscapes
	Spare     bool     // there is a processor for a second worker, while the run stands still
	Address   string   // the query that the page's address held last
	Wanted    bool     // the model that the site ships is to be opened, and is not there yet
	Revision  int      // rises when something that is drawn has changed

	// Heard is told of every event of the run, after the Lab.
	Heard []func(e protocol.Event)

	runner   *runner.Runner
	spawn    runner.Spawn
	aide     *aide                        // nil if there is none
	asked    protocol.Landscape           // that is being drawn
	surveys  map[string]*protocol.Surface // whole ones, by what they are of
	store    Store
	under    Checkpoints      // of the run that is under way; nil if it is not kept
	opening  bool             // a file has been given to the worker
	origin   *protocol.Origin // of the run, until it is measured
	kept     time.Time        // when the current run was last stored
	training bool             // steps are meant to be taken
	linked   []byte           // the config that a link asked for, as far as it was moved
	awaited  string           // the digest of a run that is taken again; empty if there is none
	ids      int              // the highest there was

	exports []func(*protocol.Saved) // to be given what was asked for, in this order
}

// New returns a Lab whose worker is not started yet.
func New(c *spec.Catalogue, spawn runner.Spawn) *Lab {
	l := &Lab{Catalogue: c, Recipe: NewRecipe(c), spawn: spawn, surveys: map[string]*protocol.Surface{}}
	l.runner = runner.New(spawn, l)
	return l
}

// Open reads the recipe from the query of a link, unless it is empty or the one
// that the address held last; what had to be changed becomes notices.
func (l *Lab) Open(query string) {
	if query == "" || query == l.Address {
		return
	}
	l.Address = query
	link := ParseLink(query)
	cfg, notices := l.Catalogue.FromQuery(link)
	l.Recipe.Take(cfg)
	l.Wanted = l.Masked() && link.Get(shippedKey) == shippedModel
	l.Notices = append(l.Notices, Notices(notices, l.Recipe.Settings()...)...)
	l.linked = cfg.JSON()
}

// Link is the recipe as the query of an address and, where the model that the site ships
// was opened, that this is to be opened again.
func (l *Lab) Link() string {
	link := Link(l.Catalogue, l.Recipe.Config)
	if l.Wanted || l.Run != nil && l.Run.Shipped && !l.Changed() {
		return strings.Trim(shippedKey+"="+shippedModel+"&"+link, "&")
	}
	return link
}

// Link is a config as the query of an address. It is empty for the default run alone and,
// where that has its images shifted, for none: a page that is opened without a query
// shows them as they are.
func Link(c *spec.Catalogue, cfg spec.Config) string {
	q := c.Query(cfg)
	if len(q) == 0 && cfg.Data.Shift != "" {
		q["shift"] = []string{cfg.Data.Shift}
	}
	return url.Values(q).Encode()
}

// Masked tells whether the models of this lab fill in what they do not see, and
// so have no accuracy.
func (l *Lab) Masked() bool { return len(l.Catalogue.Models) > 0 && l.Catalogue.Models[0].Masked }

// Reads tells whether the model reads texts about pictures.
func (l *Lab) Reads() bool { return l.model().Lab() == spec.PromptsLab && !l.Writes() }

// Writes tells whether the model continues texts.
func (l *Lab) Writes() bool { return l.model().Text() }

// model is that of the run, or of the recipe if there is none.
func (l *Lab) model() spec.ModelInfo {
	cfg := l.Recipe.Config
	if l.Run != nil {
		cfg = l.Run.Config
	}
	m, _ := l.Catalogue.Model(cfg.Model.Name)
	return m
}

// Set takes what was typed into a field of the recipe.
func (l *Lab) Set(key, typed string) { l.Notices = append(l.Notices, l.Recipe.Set(key, typed)...) }

// Changed reports whether the recipe differs from the current run's.
func (l *Lab) Changed() bool {
	return l.Run != nil && !bytes.Equal(l.Run.Config.JSON(), l.Recipe.Config.JSON())
}

// Going reports whether steps are taken, or will be as soon as the run is set
// up.
func (l *Lab) Going() bool { return l.Phase == Running || (l.Phase == Loading && l.training) }

// Prepare has the worker set up what the recipe says, unless there is a run
// with steps that would be lost by it.
func (l *Lab) Prepare() {
	if !l.Wanted && l.Recipe.Sound() == nil && (l.Run == nil || (l.Changed() && l.Run.Step() == 0 && !l.training)) {
		l.start(false, func(error) {})
	}
}

// Renew has the worker set up what the recipe says, also in the place of a run that
// stands still: its curves are kept.
func (l *Lab) Renew() {
	if l.Recipe.Sound() == nil && l.Changed() && !l.Going() {
		l.start(false, func(error) {})
	}
}

// Train begins the run of the recipe, or lets the one that is ready begin.
func (l *Lab) Train() { l.train(func(error) {}) }

// train is Train, and tells whether the run has begun.
func (l *Lab) train(then func(error)) {
	if err := l.Recipe.Sound(); err != nil {
		l.Trouble = text.Of("fix-first", text.Sentence(err.Error()))
		then(errors.New(l.Trouble))
		return
	}
	if !l.Changed() && (l.Phase == Loading || l.Phase == Ready) {
		l.Resume()
		then(nil)
		return
	}
	l.start(true, then)
}

// begin makes room for a new run.
func (l *Lab) begin(cfg spec.Config) {
	l.dropEmpty()
	l.Recipe.Absolve()
	if l.Run == nil || l.Run.Step() > 0 || l.Run.Config.Data != cfg.Data || l.Run.Config.Seed != cfg.Seed || l.Run.Config.Start != cfg.Start {
		l.Looks.Tried = nil // they were measured on something else
	}
	l.Trouble, l.Retry, l.Progress, l.Looks.pictures = "", nil, protocol.Log{}, pictures{}
	l.Revision++
	l.ids = Next(l.store, l.ids)
	l.Run = &Run{ID: l.ids, Config: cfg, Name: l.name(cfg), Began: time.Now()}
	l.opening, l.origin, l.awaited = false, nil, ""
	l.dropExports()
}

// dropExports tells those who wait for a file that none comes.
func (l *Lab) dropExports() {
	waiting := l.exports
	l.exports = nil
	for _, f := range waiting {
		f(nil)
	}
}

// Pause holds the run.
func (l *Lab) Pause() { l.send(&protocol.Pause{}, false) }

// Resume lets the run go on.
func (l *Lab) Resume() {
	l.send(&protocol.Resume{}, true)
	if l.Phase == Ready || l.Phase == Paused {
		l.Phase = Running
	}
}

// Step takes some steps and pauses.
func (l *Lab) Step(steps int) { l.send(&protocol.Step{Steps: steps}, false) }

// Stop ends the run.
func (l *Lab) Stop() {
	l.send(&protocol.Stop{}, false)
	l.Phase = Idle
	if l.Run != nil {
		l.keep()
		l.Run = nil
	}
}

// Reset goes back to step 0 of the same config and seed. A run that is over
// stays among the others.
func (l *Lab) Reset() {
	if l.Phase == Finished {
		l.begin(l.Run.Config)
	}
	l.send(&protocol.Reset{}, false)
}

// NewSeed moves the recipe to the next seed and sets the run up anew; if it
// was training, it goes on training.
func (l *Lab) NewSeed() {
	l.Recipe.Set("seed", Word(float64(l.Recipe.Config.Seed%spec.MaxSeed+1)))
	l.Recipe.Leave("seed")
	if l.Recipe.Sound() == nil {
		l.start(l.training, func(error) {})
	}
}

// Turn changes the learning rate of the run as it goes.
func (l *Lab) Turn(lr float64) {
	if l.Run == nil || lr == l.Run.BaseLR() {
		return
	}
	l.send(&protocol.Set{LR: lr}, l.training)
	l.Run.next = lr
}

// Export asks for the run's "weights" or its "model", which are given to f, or nil if
// the run ends before; it reports whether there is a run.
func (l *Lab) Export(what string, f func(*protocol.Saved)) bool {
	if l.Run == nil || l.Phase == Loading {
		return false
	}
	l.exports = append(l.exports, f)
	l.send(&protocol.Export{What: what}, l.training)
	return true
}

// Restore goes on from a file that was saved here.
func (l *Lab) Restore(file []byte) {
	l.Trouble, l.Retry, l.opening, l.Wanted = "", nil, true, false
	l.runner.Restore(file)
}

// In an address open=trained stands for the model that the site ships, whose recipe is
// beside it.
const shippedKey, shippedModel = "open", "trained"

// RestoreShipped is Restore for the model that the site ships, unless something else was
// begun while it was fetched.
func (l *Lab) RestoreShipped(file []byte) {
	if l.Wanted {
		l.Restore(file)
		l.Wanted = true // until it is there
	}
}

// Do carries out a command of a program that drives the page, and tells then whether
// it could.
func (l *Lab) Do(c protocol.Command, then func(error)) {
	switch c := c.(type) {
	case *protocol.Start:
		l.play(c.Config, !c.Paused, then)
		return
	case *protocol.Pause:
		l.Pause()
	case *protocol.Resume:
		l.Resume()
	case *protocol.Step:
		l.Step(max(1, c.Steps))
	case *protocol.Reset:
		l.Reset()
	case *protocol.Stop:
		l.Stop()
	case *protocol.Set:
		l.Turn(c.LR)
	case *protocol.Restore:
		l.Restore(c.Bytes)
	default:
		l.runner.Send(c)
	}
	then(nil)
}

// play puts cfg, which may leave fields out, into the recipe and begins it.
func (l *Lab) play(cfg spec.Config, training bool, then func(error)) {
	l.fit(cfg, then, func(cfg spec.Config) {
		l.Recipe.Take(cfg)
		l.launch(cfg, training)
	})
}

func (l *Lab) send(c protocol.Command, training bool) {
	l.training = training
	l.runner.Send(c)
}
