package ui

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/protocol"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// storage keeps each of the things of one kind under a key of its own: the kind's
// name and a number. They are in the browser's database, which store.js has read
// before the program began and writes behind its back.
type storage string

const (
	runs        storage = "petri-run-"
	reading     storage = "petri-reading-"
	masked      storage = "petri-masked-"
	sweeps      storage = "petri-sweep-"
	comparisons storage = "petri-comparison-"
)

func kept() app.Value { return app.Window().Get("petriKept") }

// Keep stores a thing.
func (s storage) Keep(id int, item []byte) { kept().Call("setItem", s.key(id), string(item)) }

// Next counts on, where all tabs count: another may have kept things since.
func (s storage) Next() int {
	counter := string(s) + "last"
	last, _ := strconv.Atoi(getItem(counter)) // 0 if it was never counted
	next := max(last, slices.Max(append(s.ids(), 0))) + 1
	setItem(counter, strconv.Itoa(next))
	return next
}

// Forget removes a thing.
func (s storage) Forget(id int) { kept().Call("removeItem", s.key(id)) }

// All returns the things there are, oldest first.
func (s storage) All() [][]byte {
	var all [][]byte
	for _, id := range s.ids() {
		all = append(all, []byte(kept().Call("getItem", s.key(id)).String()))
	}
	return all
}

func (s storage) key(id int) string { return string(s) + strconv.Itoa(id) }

func (s storage) ids() []int {
	keys := kept().Call("keys")
	var ids []int
	for i := range keys.Length() {
		if number, ours := strings.CutPrefix(keys.Index(i).String(), string(s)); ours {
			if id, err := strconv.Atoi(number); err == nil {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

func getItem(key string) string {
	return app.Window().Get("localStorage").Call("getItem", key).String()
}

// setItem does nothing where there is no room.
func setItem(key, value string) {
	defer func() { _ = recover() }() // a full storage throws
	app.Window().Get("localStorage").Call("setItem", key, value)
}

// keeping says what becomes of what is kept, where that is not what people expect.
func keeping() string {
	if !framed.live {
		return ""
	}
	switch kept().Get("state").String() {
	case "memory":
		return text.Of("kept.memory")
	case "full":
		return text.Of("kept.full")
	}
	return ""
}

// checkpoint keeps the run that is under way in a lab, by the name of that.
type checkpoint string

// A going is a run that is under way, as it is kept.
type going struct {
	Version string          `json:"version"` // of the build: another could not go on to the same bit
	Run     json.RawMessage `json:"run"`
}

// Keep stores the run and the newest snapshot of it.
func (c checkpoint) Keep(run, snapshot []byte) {
	item, err := json.Marshal(going{protocol.Version, run})
	if err != nil { // it was encoded a moment ago
		panic("ui: the run that is under way does not encode: " + err.Error())
	}
	array := app.Window().Get("Uint8Array").New(len(snapshot))
	app.CopyBytesToJS(array, snapshot)
	kept().Call("checkpoint", string(c), string(item), array)
}

// Forget removes it.
func (c checkpoint) Forget() { kept().Call("forget", string(c)) }

// takeUp has the lab go on with the run that was under way when its page was left, if
// that is what the page shows.
func (c checkpoint) takeUp(l *lab.Lab, now func(func())) {
	kept().Call("resume", string(c)).Then(func(found app.Value) {
		if !found.Truthy() {
			return
		}
		var g going
		if err := json.Unmarshal([]byte(found.Get("text").String()), &g); err != nil || g.Version != protocol.Version {
			c.Forget()
			return
		}
		snapshot := make([]byte, found.Get("bytes").Length())
		app.CopyBytesToGo(snapshot, found.Get("bytes"))
		now(func() { l.GoOn(g.Run, snapshot) })
	})
}
