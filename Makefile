# Every task has one name; what each does is told by sandbox/make and sandbox/cli.ts.
#   STACK=<env>       the stack; dev is the one of this machine
#   DATA=delete       lets `make destroy` delete keys and databases too
#   NAMESPACE, RELEASES, FILES, MISSING, YES   of an adoption, see docs/keys.md
#   WHAT, VENDOR, YES   of `make upload`: what, from which folder, and a pool's entries a second time
#   FILE, RECIPIENTS, PASSPHRASE_FILE, IDENTITY_FILE   of the escrow, see docs/keys.md
#   EXPECT=<file>     `make up` does the steps of this FILE of `make report` and no others, and asks nobody; see docs/ci.md
#   OUT               of `make comment` and `make drift-issue`: the folder of reports, see docs/ci.md
#   BASE, FROM, OUT, FILE   of `make report`: a branch or commit to compare with, recorded graph or preview, folder for the
#                     files; with a preview, the file for its steps
#   CHECK=1, PLAIN_HTTP=<host:port>,…   of `make images`: asks the registries; which of them have no TLS
#   PLUGINS=official  uses only the vendor's resource plugins, never the stand-ins
export STACK ?= dev
export DATA ?= keep
export PLUGINS ?= auto

COMMANDS := up test check golden docs bench preview report diff-env picture sql values hosts images clusters rotate drift unchanged expect stacks comment drift-issue diagnose upload adopt escrow escrow-check escrow-restore status env down destroy recover

.PHONY: help $(COMMANDS)

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

# make up        start everything and bring the stack up; a second time changes nothing
# make test      the tests, as in CI; THOROUGH=1 tries every case of what else is tried by samples, and takes twice as long
# make check     the part of the tests that needs no engine
# make golden    record the graphs of resources, their pictures and the reports anew, to be reviewed in git
# make docs      make the tables of docs/, the files of the contract and the example of a production stack anew
# make bench     the measurements, as ratios, into bench/results
# make preview   what `make up` would change
# make report    what a branch changes, as Markdown for its pull request: BASE=<ref> FROM=graph|preview OUT=<dir> FILE=<file>
# make diff-env  how two recorded environments differ: A=dev B=production
# make picture   draw the architecture of each recorded environment into docs/pictures; STACK=<env> draws one
# make sql       write the statements that database administrators run by hand
# make values    write the values of the releases and the Secrets they read, for helm by hand
# make images    the images to mirror; CHECK=1 asks their registries for each
# make clusters  write what registers the application clusters with the platform
# make hosts     lines for /etc/hosts, so that browsers reach the platform: IP=<address>
# make rotate    give a key a new value: KEY=<name>
# make drift     what MySQL, bkrepo and RabbitMQ lack of what the stack declares
# make unchanged whether an `up` would change anything, with everything read anew; names it without values
# make expect    write into FILE what an `up` would do, for `make up EXPECT=FILE`, without a report
# make stacks    the stacks that have a file here, as JSON
# make comment   post the reports of OUT to the pull request of the job
# make drift-issue  keep an issue for each stack of OUT that drifted
# make diagnose  what is wrong with the releases of the stack, and what to do
# make upload    bring WHAT=runtimes|devops|pypi|npm|redis in again, or say how; VENDOR=<dir>: the runtimes from a folder
# make adopt     take the keys of a running installation, or of bkhelmfile, into the configuration
# make escrow    write all keys of the stack, encrypted, into FILE: RECIPIENTS=age1… or a passphrase
# make escrow-check    prove that FILE opens and holds the keys of the stack
# make escrow-restore  bring the keys of FILE back where the state was lost
# make status    what runs, where, since when
# make env       settings for a shell of your own: eval "$(make -s env)"
# make down      stop what was started, keep the data
# make destroy   destroy the stack, then stop
# make recover   repair what an interrupted run left
# Nobody who leaves STACK away means dev alone.
picture: export STACK := $(if $(filter file,$(origin STACK)),,$(STACK))

$(COMMANDS):
	@sandbox/make $@
