# SPDX-License-Identifier: Apache-2.0
# Who works and asks in the made-up shop, and what they may do. Read by rt-setup-database. The passwords are the logins backwards; the
# reader's token goes into the file that RIGONG_RT_TOKEN names.
use strict;
use warnings;

our @Queues = ( { Name => 'Shop' }, { Name => 'Refunds' } );
our @Users  = (
    ( map { +{ Name => $_, RealName => ucfirst($_) . ' of the shop', EmailAddress => "$_\@shop.example", Password => scalar reverse("$_-word"), Privileged => 1 } }
          qw(ann bob reader) ),
    ( map { +{ Name => $_, EmailAddress => "$_\@customer.example", Password => scalar reverse("$_-word"), Privileged => 0 } }
          qw(carl dora emil fay hugo mallory) ),
);
our @CustomFields = (
    {   Name       => 'Satisfaction',
        Type       => 'SelectSingle',
        LookupType => 'RT::Queue-RT::Ticket',
        Queue      => 0,
        MaxValues  => 1,
        Values     => [ map { +{ Name => $_, SortOrder => $_ } } 1 .. 5 ],
    },
);
our @ACL = (
    ( map { +{ GroupDomain => 'SystemInternal', GroupType => 'Privileged', Right => $_ } }
          qw(SeeQueue ShowTicket ShowTicketComments CreateTicket OwnTicket TakeTicket ReplyToTicket CommentOnTicket ModifyTicket DeleteTicket SeeCustomField ModifyCustomField)
    ),
    ( map { +{ GroupDomain => 'SystemInternal', GroupType => 'Everyone',  Right => $_ } } qw(SeeQueue CreateTicket ReplyToTicket) ),
    ( map { +{ GroupDomain => 'RT::System-Role', GroupType => 'Requestor', Right => $_ } } qw(ShowTicket ReplyToTicket) ),
);
our @Final = (
    sub {
        my $reader = RT::User->new( RT->SystemUser );
        $reader->Load('reader');
        my $token = RT::AuthToken->new( RT->SystemUser );
        my ( $done, $words, $text ) = $token->Create( Owner => $reader->id, Description => 'rigong' );
        die $words unless $done;
        umask 0077;
        open my $file, '>', $ENV{RIGONG_RT_TOKEN} or die $!;
        print {$file} $text;
        close $file;
    }
);
1;
