CREATE TABLE "group_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"email" text NOT NULL,
	"invited_by" uuid,
	"invited_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "group_invitations_email" CHECK ("group_invitations"."email" = lower("group_invitations"."email"))
);
--> statement-breakpoint
CREATE TABLE "membership_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"message" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"reason" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "membership_requests_outcome" CHECK ("membership_requests"."outcome" in ('accepted', 'declined')),
	CONSTRAINT "membership_requests_decided" CHECK (("membership_requests"."outcome" is null) = ("membership_requests"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"kit" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"openness" text NOT NULL,
	"is_confidential" boolean DEFAULT false NOT NULL,
	"parent_id" uuid,
	"opened_by" uuid,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "groups_slug_unique" UNIQUE("slug"),
	CONSTRAINT "groups_kind" CHECK ("groups"."kind" in ('learning-community', 'working-group', 'sub-group', 'alumni')),
	CONSTRAINT "groups_openness" CHECK ("groups"."openness" in ('open', 'on-request', 'invitation')),
	CONSTRAINT "groups_not_under_itself" CHECK ("groups"."parent_id" <> "groups"."id"),
	CONSTRAINT "groups_confidential_is_not_open" CHECK (not ("groups"."is_confidential" and "groups"."openness" = 'open'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"read_kit_at" timestamp with time zone,
	CONSTRAINT "memberships_group_id_person_id_pk" PRIMARY KEY("group_id","person_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('member', 'keeper'))
);
--> statement-breakpoint
ALTER TABLE "gatherings" DROP CONSTRAINT "gatherings_audience";--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "group_invitations" ADD CONSTRAINT "group_invitations_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_invitations" ADD CONSTRAINT "group_invitations_invited_by_persons_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_requests" ADD CONSTRAINT "membership_requests_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_parent_id_groups_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."groups"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_opened_by_persons_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "group_invitations_address" ON "group_invitations" USING btree ("group_id","email");--> statement-breakpoint
CREATE INDEX "group_invitations_email" ON "group_invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "group_invitations_by" ON "group_invitations" USING btree ("invited_by");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_requests_waiting" ON "membership_requests" USING btree ("group_id","person_id") WHERE "membership_requests"."outcome" is null;--> statement-breakpoint
CREATE INDEX "membership_requests_person" ON "membership_requests" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "membership_requests_decided_by" ON "membership_requests" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "groups_parent" ON "groups" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "groups_opened_by" ON "groups" USING btree ("opened_by");--> statement-breakpoint
CREATE INDEX "groups_name" ON "groups" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gatherings_group" ON "gatherings" USING btree ("group_id","starts_at","id");--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_inside_a_group" CHECK ("gatherings"."audience" <> 'group' or "gatherings"."group_id" is not null);--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_audience" CHECK ("gatherings"."audience" in ('public', 'allies', 'group'));